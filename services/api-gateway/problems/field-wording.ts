import type { Language } from '@mail-access/contracts';

type Sentence = Readonly<Record<Language, string>>;

export const missingField: Sentence = { 'fr-CA': 'Ce champ est obligatoire.', 'en-CA': 'This field is required.' };

export const unknownField: Sentence = { 'fr-CA': 'Ce champ n’est pas connu.', 'en-CA': 'This field is not known.' };

export const refusedField: Sentence = { 'fr-CA': 'Cette valeur est refusée.', 'en-CA': 'This value is refused.' };

export const invalidJson: Sentence = {
  'fr-CA': 'Le corps de la demande n’est pas du JSON valide.',
  'en-CA': 'The body of the request is not valid JSON.',
};

export const passwordNeeded: Sentence = {
  'fr-CA': 'Entrez le mot de passe : aucun n’est enregistré pour ce serveur et cet identifiant.',
  'en-CA': 'Enter the password: none is stored for this server and user name.',
};

export const invalidIdempotencyKey: Sentence = {
  'fr-CA': 'La clé a de 1 à 128 caractères ASCII visibles.',
  'en-CA': 'The key has 1 to 128 visible ASCII characters.',
};

const host: Sentence = {
  'fr-CA': 'Entrez un nom de serveur comme courriel.exemple.com, sans « https:// » ni port.',
  'en-CA': 'Enter a server name such as mail.example.com, without "https://" or a port.',
};

const port: Sentence = {
  'fr-CA': 'Le port est un nombre entier de 1 à 65535.',
  'en-CA': 'The port is a whole number from 1 to 65535.',
};

const cleartext: Sentence = {
  'fr-CA': 'Sans chiffrement, le mot de passe peut être lu en route : il faut l’accepter avec « allowCleartext ».',
  'en-CA': 'Without encryption the password can be read on the way: accept this with "allowCleartext".',
};

const username: Sentence = {
  'fr-CA': 'Entrez l’identifiant : de 1 à 320 caractères, sur une seule ligne.',
  'en-CA': 'Enter the user name: 1 to 320 characters, on one line.',
};

const password: Sentence = {
  'fr-CA': 'Le mot de passe a de 1 à 1024 caractères, sur une seule ligne.',
  'en-CA': 'The password has 1 to 1024 characters, on one line.',
};

/** What a field must hold, by JSON pointer: said for every value that the contract refuses there. */
const sentences: Readonly<Record<string, Sentence>> = {
  '/settings/emailAddress': {
    'fr-CA': 'Entrez une adresse de courriel comme nom@exemple.com.',
    'en-CA': 'Enter an e-mail address such as name@example.com.',
  },
  '/settings/providerId': {
    'fr-CA': 'Choisissez un fournisseur de la liste.',
    'en-CA': 'Choose a provider from the list.',
  },
  '/settings/url': {
    'fr-CA':
      'Entrez l’adresse du serveur Exchange comme https://webmail.exemple.com/exchange, sans identifiant ni mot de passe.',
    'en-CA':
      'Enter the address of the Exchange server such as https://webmail.example.com/exchange, without a user name or a password.',
  },
  '/settings/domain': {
    'fr-CA': 'Le domaine Windows a de 1 à 255 caractères, sur une seule ligne.',
    'en-CA': 'The Windows domain has 1 to 255 characters, on one line.',
  },
  '/settings/username': username,
  '/settings/incoming/host': host,
  '/settings/incoming/port': port,
  '/settings/outgoing/host': host,
  '/settings/outgoing/port': port,
  '/settings/outgoing/username': username,
  '/password': password,
  '/outgoingPassword': password,
};

/** Rules that tie fields together, which the contract reports as `custom`. */
const rules: Readonly<Record<string, Sentence>> = {
  '/settings/incoming/security': cleartext,
  '/settings/outgoing/security': cleartext,
  '/settings/outgoing/username': {
    'fr-CA': 'Entrez l’identifiant du serveur d’envoi, puisqu’il diffère de celui de la réception.',
    'en-CA': 'Enter the user name of the outgoing server, as it differs from the incoming one.',
  },
};

/** Our own sentence for a refused value, when there is one for this field; `rule` for a rule between fields. */
export function fieldSentence(pointer: string, language: Language, rule: boolean): string | undefined {
  return (rule ? rules[pointer] : undefined)?.[language] ?? sentences[pointer]?.[language];
}
