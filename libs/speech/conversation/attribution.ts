/**
 * The line with which a mail program introduces a quotation: "Le 3 mars 2026 à 10:12, Marie <m@x.ca> a écrit :", "On Tue, Mar 3,
 * 2026 at 10:12 AM Marie wrote:". Other languages are here because the program writes in the language of its user, not of the mail.
 */
const verb =
  /(?:a écrit|ont écrit|a ecrit|écrivait|écrit|a répondu|wrote|writes|said|schrieb|escribió|ha scritto|escreveu|schreef)/iu
    .source;
const closing = new RegExp(
  `${verb}(?:\\s*\\([^()]{1,60}\\))?(?:\\s+(?:le|on|à|at|dans|in)\\b.{0,120})?\\s*(?::|-{2,})\\s*$`,
  'iu',
);
const inMessage =
  /^(?:in (?:message|article)|dans (?:le|son) message|quoting|citation de|en réponse à|replying to)\b.{3,200}:\s*$/iu;
/** Gmail once wrote the date, the offset and the address alone. */
const dateAndAddress = /^(?:le |on )?\d{4}[-/]\d{1,2}[-/]\d{1,2}.{0,90}<[^<>@\s]+@[^<>\s]+>\s*:\s*$/iu;
/** Where the name follows the verb. */
const verbFirst = /^(?:am|el|il|op|em)\b.{5,80}\b(?:schrieb|escribió|ha scritto|schreef|escreveu)\b.{0,80}:\s*$/iu;
/** Lotus Notes: name, date and subject between dashes. */
const notes = /^.{2,80}\s?-{3}\s?\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b.{0,40}-{3}/u;
const evidence =
  /\d{1,4}[:h/-]\d{2}|\b(?:19|20)\d{2}\b|[^\s<>@]+@[^\s<>@]+|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hier|aujourd'hui|today|yesterday)\b/iu;

/** Whether a line has the form of an introduction; more than the form is `isCertainAttribution`. */
export function isAttribution(line: string): boolean {
  if (line.length > 400) return false;
  const text = line.trim();
  if (inMessage.test(text) || notes.test(text) || verbFirst.test(text) || dateAndAddress.test(text)) return true;
  return closing.test(text) && text.split(/\s+/u).length >= 3;
}

/** With a date or an address in it: what follows is quoted even without a mark of quotation. */
export function isCertainAttribution(line: string): boolean {
  return isAttribution(line) && evidence.test(line);
}

/** Whether a line can be the first of an introduction that was wrapped onto the next ones. */
export const mayStartAttribution = (line: string): boolean =>
  /^(?:le|on|am|el|il|em|op)\s+(?:\d|[\p{L}]{2,12}\.?,?\s)|^[\p{Lu}"'<].{1,80}<[^<>@\s]+@[^<>\s]+>|^\d{4}[-/]\d{1,2}[-/]\d{1,2}\b|^(?:in message|dans le message|quoting)\b|^.{2,80}\s?-{3}\s?\d{4}-/iu.test(
    line.trim(),
  );
