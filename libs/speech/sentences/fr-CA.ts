import { countInWords } from '../say/number-words.js';
import type { BounceReason, MeetingWords, ReceivedAt, Sentences } from './sentences.js';

const count = (number: number, one: string, many: string, feminine = false): string =>
  `${countInWords(number, 'fr-CA', feminine)} ${number < 2 ? one : many}`;
const paragraphs = (number: number): string => count(number, 'paragraphe', 'paragraphes');
const about = (subject: string): string => (subject === '' ? '' : ` « ${subject} »`);
/** "à Marie", "de Marie" or nothing. */
const behind = (word: string, name: string): string => (name === '' ? '' : ` ${word} ${name}`);
/** Before a vowel "de" loses its own. */
const of = (name: string): string =>
  /^[aeiouyhéèêâîô]/iu.test(name) && !/^(?:h[aeo]\p{L}+-|hydro)/iu.test(name) ? `d'${name}` : `de ${name}`;

const reasons: Readonly<Record<BounceReason, string>> = {
  'address-unknown': "cette adresse n'existe pas",
  'domain-unknown': "le domaine de cette adresse n'existe pas ou ne répond pas",
  'mailbox-full': 'sa boîte est pleine',
  'too-large': 'le message est trop volumineux',
  refused: "le serveur du destinataire l'a refusé",
  unknown: 'le serveur ne dit pas clairement pourquoi',
};

const kinds: readonly (readonly [RegExp, string])[] = [
  [/pdf$/u, 'document PDF'],
  [/wordprocessingml|msword|opendocument\.text|rtf/u, 'document Word'],
  [/spreadsheetml|ms-excel|opendocument\.spreadsheet|csv/u, 'feuille de calcul'],
  [/presentationml|ms-powerpoint|opendocument\.presentation/u, 'présentation'],
  [/^image\/tiff/u, 'télécopie'],
  [/^image\//u, 'image'],
  [/^audio\//u, 'enregistrement sonore'],
  [/^video\//u, 'vidéo'],
  [/calendar|ics/u, 'invitation'],
  [/vcard/u, 'carte de visite'],
  [/zip|compressed|x-7z|rar/u, 'archive comprimée'],
  [/^message\/rfc822/u, 'message joint'],
  [/^text\//u, 'fichier texte'],
];

function day({ day: when, date }: ReceivedAt): string {
  if (when === 'today') return "aujourd'hui";
  if (when === 'yesterday') return 'hier';
  return when === 'weekday' ? `${date} dernier` : `le ${date}`;
}

const meeting = ({ title, when, where, repeats }: MeetingWords): string =>
  `${title === '' ? 'réunion sans titre' : title}${when === '' ? '' : `, ${when}`}${repeats === '' ? '' : `, ${repeats}`}${where === '' ? '' : `, lieu : ${where}`}`;

export const french: Sentences = {
  image: (description) => `image : ${description}`,
  link: (host) => `lien vers ${host}`,
  button: (label) => `bouton ${label}`,
  labelled: (label, value) => `${label} : ${value}`,
  tableOf: (rows) => `Tableau de ${rows} lignes.`,
  moreRows: (rows) => `Et ${count(rows, 'autre ligne', 'autres lignes', true)}.`,
  point: (ordinal) => `${ordinal.charAt(0).toUpperCase()}${ordinal.slice(1)} point : `,
  from: (name) => capital(of(name)),
  unknownSender: "D'un expéditeur inconnu",
  at: (localPart, domain) => `${localPart}, chez ${domain}`,
  automaticAddress: (domain) => `l'adresse automatique de ${domain}`,
  received: (at) => `reçu ${day(at)} à ${at.time}`,
  reply: 'en réponse',
  forwarded: 'transféré',
  list: (name) => `liste ${name}`,
  subject: (subject) => `objet : ${subject}`,
  noSubject: 'sans objet',
  aside: (part, number) =>
    ({
      quoted: `Le message cité compte ${paragraphs(number)}.`,
      forwarded: `Le message transféré compte ${paragraphs(number)}.`,
      signature: `La signature compte ${paragraphs(number)}.`,
      disclaimer: `L'avis juridique compte ${paragraphs(number)}.`,
      footer: `Le pied de page compte ${paragraphs(number)}.`,
      details: `Le rapport technique compte ${paragraphs(number)}.`,
    })[part],
  attachments: (described) =>
    described.length === 1
      ? `Une pièce jointe : ${described[0] ?? ''}.`
      : `${capital(count(described.length, 'pièce jointe', 'pièces jointes', true))} : ${described.join(' ; ')}.`,
  attachment: (kind, name, details) => [name, kind, ...details].filter((part) => part !== '').join(', '),
  attachmentKind: (contentType) => kinds.find(([pattern]) => pattern.test(contentType))?.[1] ?? '',
  bytes: (size) =>
    size >= 1_000_000
      ? count(Math.round(size / 1_000_000), 'mégaoctet', 'mégaoctets')
      : count(Math.max(1, Math.round(size / 1_000)), 'kilooctet', 'kilooctets'),
  duration: (seconds) => {
    const minutes = Math.floor(seconds / 60);
    const rest = Math.round(seconds % 60);
    const said = minutes === 0 ? [] : [count(minutes, 'minute', 'minutes', true)];
    if (rest > 0 || minutes === 0) said.push(count(rest, 'seconde', 'secondes', true));
    return said.join(' et ');
  },
  pages: (pages) => count(pages, 'page', 'pages', true),
  bounced: (recipient, reason, subject) =>
    `Votre message${about(subject)} n'a pas pu être remis${behind('à', recipient)} : ${reasons[reason]}.`,
  delayed: (recipient, subject) =>
    `Votre message${about(subject)} n'a pas encore pu être remis${behind('à', recipient)}. Les essais continuent, il n'y a rien à faire.`,
  delivered: (recipient, subject) => `Votre message${about(subject)} a été remis${behind('à', recipient)}.`,
  read: (who, subject) => `${capital(who)} a ouvert votre message${about(subject)}.`,
  deletedUnread: (who, subject) => `${capital(who)} a supprimé votre message${about(subject)} sans l'ouvrir.`,
  autoReply: (who) => `Réponse automatique${who === '' ? '' : ` ${of(who)}`}.`,
  invitation: (words, update) =>
    `${update ? "Mise à jour de l'invitation" : 'Invitation'}${words.organizer === '' ? '' : ` ${of(words.organizer)}`} : ${meeting(words)}.`,
  cancelled: (words) => `Réunion annulée : ${meeting(words)}.`,
  answered: (who, answer, words) =>
    `${who} ${{ accepted: 'a accepté', declined: 'a refusé', tentative: 'a accepté provisoirement' }[answer]} votre invitation : ${meeting(words)}.`,
  countered: (who, words) => `${who} propose un autre moment : ${meeting(words)}.`,
  encrypted: 'Ce message est chiffré : il ne peut pas être lu au téléphone. Ouvrez-le dans votre logiciel de courriel.',
  signed: 'Ce message porte une signature numérique.',
  newsletter: () => 'Infolettre.',
  voicemail: (caller, duration) =>
    `Message vocal${caller === '' ? '' : ` ${of(caller)}`}${duration === '' ? '' : `, ${duration}`}.`,
  fax: (caller, pages) => `Télécopie${caller === '' ? '' : ` ${of(caller)}`}${pages === '' ? '' : `, ${pages}`}.`,
  empty: 'Ce message est vide.',
  attachmentsOnly: "Ce message n'a pas de texte.",
  nothingNew: "Ce message n'ajoute rien au message cité.",
  truncated: 'Ce message est très long : en voici le début.',
  illegible: 'Une partie de ce message est illisible.',
  forwardedBelow: 'Message transféré :',
  repeats: (frequency) =>
    ({ DAILY: 'tous les jours', WEEKLY: 'toutes les semaines', MONTHLY: 'tous les mois', YEARLY: 'tous les ans' })[
      frequency
    ] ?? '',
  span: (start, end) => (end === '' ? `à ${start}` : `de ${start} à ${end}`),
  allDay: 'toute la journée',
  onDay: ({ day: when, date }) => (when === 'today' ? "aujourd'hui" : `le ${date}`),
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
