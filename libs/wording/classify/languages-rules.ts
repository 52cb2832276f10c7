import type { Diagnosis } from '@mail-access/contracts';
import type { Rule } from './rule.js';

/** Words of one language that, close to each other in either order, tell what happened. */
interface Vocabulary {
  readonly language: string;
  /** Password, user name, signing in. */
  readonly credentials: string;
  /** Wrong, unknown, refused, failed. */
  readonly wrong: string;
  /** Temporarily, later, not available, maintenance, internal error. */
  readonly passing: string;
  /** Too many. */
  readonly tooMany: string;
  readonly connections: string;
  /** Account, mailbox, user. */
  readonly account: string;
  /** Locked, disabled, suspended. */
  readonly locked: string;
  /** Of a service: turned off, not turned on. */
  readonly off: string;
}

const vocabularies: readonly Vocabulary[] = [
  {
    language: 'French',
    credentials:
      "mots? de passe|identifiants?|nom d['’]utilisateur|utilisateur|authentification|ouverture de session|connexion",
    wrong: 'incorrect|invalide|erron[ée]|inconnu|refus[ée]|[ée]chec|[ée]chou[ée]|mauvais|non reconnu',
    passing:
      'temporaire|momentan[ée]|plus tard|ult[ée]rieurement|r[ée]essaye[rz]|indisponible|en maintenance|surcharg[ée]|erreur (?:interne|syst[èe]me|du serveur)|service refus[ée]',
    tooMany: 'trop de|nombre (?:maximal|maximum) de',
    connections: 'connexions|sessions',
    account: 'compte|bo[iî]te|utilisateur',
    locked: 'bloqu[ée]|d[ée]sactiv[ée]|suspendu|verrouill[ée]|ferm[ée]',
    off: 'd[ée]sactiv[ée]|non activ[ée]|pas activ[ée]|(?:non|pas) autoris[ée]',
  },
  {
    language: 'German',
    credentials: 'passwort|kennwort|benutzername?|zugangsdaten|anmeldung|anmeldedaten|authentifizierung|benutzer|login',
    wrong: 'falsch|ungültig|unbekannt|fehlgeschlagen|fehler|nicht erfolgreich|abgelehnt|inkorrekt|nicht korrekt',
    passing:
      'vorübergehend|voruebergehend|später (?:noch ?mal|noch einmal|erneut|wieder)|nicht (?:erreichbar|verfügbar)|wartung|überlastet|interner (?:server)?fehler|systemfehler',
    tooMany: 'zu viele|maximale (?:an)?zahl',
    connections: 'verbindungen|sitzungen',
    account: 'konto|postfach|benutzer|account',
    locked: 'gesperrt|deaktiviert|geschlossen',
    off: 'deaktiviert|nicht (?:aktiviert|freigeschaltet|erlaubt|eingeschaltet)|gesperrt',
  },
  {
    language: 'Spanish',
    credentials: 'contraseñas?|usuario|credenciales|autenticación|autentificación|inicio de sesión',
    wrong: 'incorrect[ao]|inválid[ao]|no válid[ao]|desconocid[ao]|fallid[ao]|erróne[ao]|falló|error',
    passing: 'temporal|más tarde|no disponible|inténtelo|mantenimiento|error interno|sobrecargado',
    tooMany: 'demasiad[ao]s',
    connections: 'conexiones|sesiones',
    account: 'cuenta|buzón|usuario',
    locked: 'bloquead[ao]|deshabilitad[ao]|desactivad[ao]|suspendid[ao]',
    off: 'deshabilitado|desactivado|no (?:está )?(?:habilitado|activado|permitido)',
  },
  {
    language: 'Italian',
    credentials: 'password|nome utente|utente|credenziali|autenticazione|accesso',
    wrong: 'errat[aeio]|non valid[aeio]|sconosciut[ao]|fallit[ao]|non corrett[aeio]|negato|errore',
    passing: 'temporane|più tardi|non disponibile|riprova|manutenzione|errore interno|sovraccaric',
    tooMany: 'tropp[eio]',
    connections: 'connessioni|sessioni',
    account: 'account|casella|utente',
    locked: 'bloccat[ao]|disabilitat[ao]|disattivat[ao]|sospes[ao]',
    off: 'disabilitato|disattivato|non (?:è )?(?:abilitato|attivo|attivato|consentito)',
  },
  {
    language: 'Portuguese',
    credentials: 'senha|palavra-passe|usuário|utilizador|credenciais|autenticação',
    wrong: 'inválid[ao]s?|incorret[ao]s?|desconhecid[ao]|falh(?:a|ou)|errad[ao]|recusad[ao]',
    passing: 'temporari|mais tarde|indisponível|tente novamente|manutenção|erro interno',
    tooMany: 'muit[ao]s|demasiad[ao]s',
    connections: 'conexões|ligações|sessões',
    account: 'conta|caixa|usuário',
    locked: 'bloquead[ao]|desativad[ao]|desabilitad[ao]|suspens[ao]',
    off: 'desativado|desabilitado|não (?:está )?(?:ativado|habilitado|permitido)',
  },
  {
    language: 'Dutch',
    credentials: 'wachtwoord|gebruikersnaam|gebruiker|aanmelden|aanmelding|inloggen',
    wrong: 'onjuiste?|ongeldige?|verkeerde?|mislukt|onbekende?|geweigerd|foute?',
    passing: 'tijdelijk|later opnieuw|probeer het later|niet beschikbaar|onderhoud|interne fout',
    tooMany: 'te veel|teveel',
    connections: 'verbindingen|sessies',
    account: 'account|postbus|gebruiker',
    locked: 'geblokkeerd|uitgeschakeld|opgeschort',
    off: 'uitgeschakeld|niet (?:ingeschakeld|toegestaan|geactiveerd)',
  },
  {
    language: 'Russian',
    credentials: 'парол|логин|пользовател|учетн|учётн|аутентификац|авторизац',
    wrong: 'неверн|неправильн|ошиб|неизвест|отказ|не удал|не найден|некорректн',
    passing: 'временн|позже|недоступ|внутренняя ошибка|технические работы|повторите попытку',
    tooMany: 'слишком много|превышен',
    connections: 'соединени|подключени|сесси',
    account: 'аккаунт|ящик|учетная запись|учётная запись|пользователь',
    locked: 'заблокирован|отключен|отключён|удален|удалён|приостановлен',
    off: 'отключен|отключён|выключен|не включен|не разреш|запрещ',
  },
  {
    language: 'Polish',
    credentials: 'hasł[oa]|hasl[oa]|login|użytkownik|uzytkownik|uwierzytelni',
    wrong: 'nieprawidłow|nieprawidlow|błędn|bledn|niepopraw|nieudan|nie powiodł|nie powiodl|nieznan',
    passing: 'tymczasow|chwilow|później|pozniej|niedostępn|niedostepn|konserwacj|błąd wewnętrzny',
    tooMany: 'zbyt wiele|za dużo|za duzo',
    connections: 'połącze|polacze|sesji',
    account: 'konto|skrzynk',
    locked: 'zablokowan|wyłączon|wylaczon|zawieszon',
    off: 'wyłączon|wylaczon|nieaktywn|zablokowan',
  },
  {
    language: 'Japanese',
    credentials: 'パスワード|ユーザ|アカウント名|認証|ログイン',
    wrong: '違い|違って|誤り|正しくあり|無効|失敗|エラー|拒否',
    passing: '一時的|しばらく|後ほど|混み合|混雑|メンテナンス|利用できません',
    tooMany: '多すぎ|上限|最大数',
    connections: '接続|セッション',
    account: 'アカウント|メールボックス',
    locked: 'ロック|停止|無効化|凍結',
    off: '無効に|利用できない設定|許可されてい',
  },
];

type Word = Exclude<keyof Vocabulary, 'language'>;

/** Both words, at most forty characters apart, in either order. */
function near(first: string, second: string): string {
  return `(?:${first}).{0,40}?(?:${second})|(?:${second}).{0,40}?(?:${first})`;
}

function inEveryLanguage(pattern: (words: (word: Word) => string) => string): RegExp {
  return new RegExp(vocabularies.map((vocabulary) => pattern((word) => vocabulary[word])).join('|'), 'iu');
}

const source = `localised servers: ${vocabularies.map(({ language }) => language).join(', ')}`;
const services = '\\b(?:IMAP4?|POP3?|SMTP)\\b';

function row(name: string, diagnosis: Diagnosis, text: RegExp): Rule {
  return { row: `languages-${name}`, steps: ['greeting', 'sign-in', 'open-inbox'], text, diagnosis, source };
}

/** What passes, in other languages than English. Read with the other words of patience. */
export const passingInOtherLanguages: readonly Rule[] = [
  row(
    'connections',
    'too-many-connections',
    inEveryLanguage((word) => near(word('tooMany'), word('connections'))),
  ),
  row(
    'too-many',
    'rate-limited',
    inEveryLanguage((word) => word('tooMany')),
  ),
  row(
    'passing',
    'temporarily-unavailable',
    inEveryLanguage((word) => word('passing')),
  ),
];

/** Definite refusals, in other languages than English. */
export const refusedInOtherLanguages: readonly Rule[] = [
  {
    ...row(
      'protocol-off',
      'protocol-disabled',
      inEveryLanguage((word) => near(services, word('off'))),
    ),
    steps: ['sign-in', 'open-inbox'],
  },
  row(
    'locked',
    'account-locked',
    inEveryLanguage((word) => near(word('account'), word('locked'))),
  ),
  {
    ...row(
      'credentials',
      'credentials-rejected',
      inEveryLanguage((word) => near(word('credentials'), word('wrong'))),
    ),
    steps: ['sign-in'],
  },
];
