import type { Language } from '@mail-access/contracts';

interface ProblemTypeDeclaration {
  readonly status: number;
  /** Title, then detail. */
  readonly wording: Readonly<Record<Language, readonly [title: string, detail: string]>>;
}

function declare(
  status: number,
  french: readonly [title: string, detail: string],
  english: readonly [title: string, detail: string],
): ProblemTypeDeclaration {
  return { status, wording: { 'fr-CA': french, 'en-CA': english } };
}

/** Everything that can be wrong with a request, as RFC 9457 problem types: `type` is `/problems/<name>`. */
export const problemTypes = {
  'invalid-request': declare(
    400,
    ['Demande invalide', 'La demande n’a pas la forme attendue; chaque erreur désigne son champ.'],
    ['Invalid request', 'The request does not have the expected form; each error points at its field.'],
  ),
  'password-required': declare(
    400,
    ['Mot de passe requis', 'Aucun mot de passe enregistré ne peut servir avec ces paramètres.'],
    ['Password required', 'No stored password can be used with these settings.'],
  ),
  'sign-in-required': declare(
    401,
    ['Connexion requise', 'Connectez-vous, puis recommencez.'],
    ['Sign-in required', 'Sign in, then try again.'],
  ),
  'entitlement-missing': declare(
    403,
    [
      'Accès aux courriels non compris',
      'Votre abonnement ne comprend pas l’accès aux courriels. Demandez à l’administrateur de votre organisation de l’ajouter.',
    ],
    [
      'E-mail access not included',
      'Your subscription does not include e-mail access. Ask the administrator of your organisation to add it.',
    ],
  ),
  'not-found': declare(
    404,
    ['Introuvable', 'Il n’y a rien à cette adresse.'],
    ['Not found', 'There is nothing at this address.'],
  ),
  'authorization-refused': declare(
    400,
    [
      'Autorisation refusée',
      'Cette réponse ne correspond à aucune autorisation en cours dans ce navigateur. Recommencez à partir de la page « Accès aux courriels ».',
    ],
    [
      'Authorization refused',
      'This answer belongs to no authorization under way in this browser. Start again from the “E-mail access” page.',
    ],
  ),
  'authorization-not-found': declare(
    404,
    ['Autorisation introuvable', 'Cette autorisation n’existe pas ou n’existe plus. Recommencez.'],
    ['Authorization not found', 'This authorization does not exist, or no longer does. Start again.'],
  ),
  'provider-not-offered': declare(
    409,
    [
      'Connexion non offerte',
      'La connexion par ce fournisseur n’est pas offerte ici. Choisissez une autre façon de relier votre boîte.',
    ],
    [
      'Sign-in not offered',
      'Signing in at this provider is not offered here. Choose another way to connect your mailbox.',
    ],
  ),
  'connection-not-found': declare(
    404,
    ['Aucune connexion', 'Aucune boîte aux lettres n’est connectée.'],
    ['No connection', 'No mailbox is connected.'],
  ),
  'validation-not-found': declare(
    404,
    ['Validation introuvable', 'Cette validation n’existe pas ou n’existe plus.'],
    ['Validation not found', 'This validation does not exist, or no longer does.'],
  ),
  'method-not-allowed': declare(
    405,
    ['Méthode non permise', 'Cette adresse n’accepte pas cette méthode.'],
    ['Method not allowed', 'This address does not accept this method.'],
  ),
  'validation-running': declare(
    409,
    ['Validation en cours', 'Une validation est déjà en cours; attendez sa fin ou annulez-la.'],
    ['Validation running', 'A validation is already running; wait for its end or cancel it.'],
  ),
  'request-in-progress': declare(
    409,
    ['Demande en cours', 'La même demande est déjà en traitement; recommencez dans quelques instants.'],
    ['Request in progress', 'The same request is already being processed; try again in a few moments.'],
  ),
  'body-too-large': declare(
    413,
    ['Demande trop longue', 'Le corps de la demande dépasse la taille permise.'],
    ['Request too large', 'The body of the request exceeds the size that is allowed.'],
  ),
  'unsupported-media-type': declare(
    415,
    ['Format non pris en charge', 'Le corps de la demande doit être du JSON (application/json).'],
    ['Unsupported format', 'The body of the request must be JSON (application/json).'],
  ),
  'idempotency-key-reused': declare(
    422,
    [
      'Clé déjà utilisée',
      'Cette clé d’idempotence appartient à une autre demande; prenez-en une nouvelle. Rien n’a été changé.',
    ],
    ['Key already used', 'This idempotency key belongs to another request; take a new one. Nothing was changed.'],
  ),
  'too-many-streams': declare(
    429,
    ['Trop de suivis ouverts', 'Trop de pages suivent des validations en même temps; fermez-en une.'],
    ['Too many open streams', 'Too many pages follow validations at the same time; close one.'],
  ),
  'request-refused': declare(
    400,
    ['Demande refusée', 'Le serveur ne peut pas lire cette demande.'],
    ['Request refused', 'The server cannot read this request.'],
  ),
  internal: declare(
    500,
    [
      'Erreur interne',
      'Une erreur s’est produite chez nous. Si elle persiste, donnez le numéro de corrélation au soutien.',
    ],
    ['Internal error', 'Something went wrong on our side. If it persists, give the correlation id to support.'],
  ),
  'service-unavailable': declare(
    503,
    ['Service momentanément indisponible', 'Recommencez dans quelques instants.'],
    ['Service temporarily unavailable', 'Try again in a few moments.'],
  ),
  'sign-in-unavailable': declare(
    503,
    ['Connexion impossible à vérifier', 'Le service de connexion ne répond pas. Recommencez dans quelques instants.'],
    ['Sign-in cannot be verified', 'The sign-in service does not answer. Try again in a few moments.'],
  ),
  'deadline-exceeded': declare(
    504,
    ['Délai dépassé', 'La réponse n’est pas venue à temps; la demande a peut-être été exécutée.'],
    ['Deadline exceeded', 'No answer came in time; the request may have been carried out.'],
  ),
} as const satisfies Readonly<Record<string, ProblemTypeDeclaration>>;

export type ProblemType = keyof typeof problemTypes;
