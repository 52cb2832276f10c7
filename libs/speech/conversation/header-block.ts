/**
 * The block of header lines that Outlook and others put over a quoted message ("De : … Envoyé : … À : … Objet : …"), and
 * the separators over it.
 */
const labels = {
  from: /^(?:de|from|von|expéditeur|auteur|sender)$/iu,
  sent: /^(?:envoyé(?: le)?|sent|date|gesendet|date d'envoi|envoyée?)$/iu,
  to: /^(?:à|a|to|an|pour|destinataires?)$/iu,
  cc: /^(?:cc|c\.?c\.?|copie à|bcc|cci)$/iu,
  subject: /^(?:objet|subject|sujet|betreff|titre|re|obj)$/iu,
  other:
    /^(?:importance|pièces jointes|attachments?|répondre à|reply-to|priorité|priority|sensitivity|étiquettes|organisation|organization)$/iu,
} as const;
type Label = keyof typeof labels;

/** "De :", "*From:*", "> Objet :" in any of its dresses. */
function labelOf(line: string): Label | null {
  const match = /^[\s>|*_•]*([\p{L}.' -]{1,24}?)[\s*_]*:[\s*_]*(?=\S|$)/u.exec(line);
  const word = match?.[1]?.trim().replaceAll('’', "'");
  if (word === undefined) return null;
  return (Object.keys(labels) as Label[]).find((label) => labels[label].test(word)) ?? null;
}

const dashes = '[-–—_=*~ ]{2,40}';
const originalWords =
  "original (?:message|appointment)|message (?:d['’]origine|original|initial)|message précédent|rendez-vous d['’]origine|ursprüngliche nachricht|mensaje original|previous message|reply message|message de réponse";
const forwardedWords =
  '(?:forwarded (?:message|by.{0,80})|message (?:transféré|transmis|réexpédié|retransmis)(?: par.{0,80})?|weitergeleitete nachricht)';
const separator = new RegExp(`^${dashes}\\s*(?:${originalWords})\\s*(?:${dashes})?$`, 'iu');
const forward = new RegExp(`^${dashes}\\s*${forwardedWords}\\s*(?:${dashes})?$`, 'iu');
const beginForward =
  /^(?:begin forwarded message|début du message (?:transféré|réexpédié|transmis)|message (?:transféré|réexpédié|forwarded))\s*:?$/iu;

export const isOriginalSeparator = (line: string): boolean => separator.test(line.trim());
export const isForwardSeparator = (line: string): boolean =>
  forward.test(line.trim()) || beginForward.test(line.trim());

/** A rule drawn with signs, as Outlook writes it over its header block; three and more of them. */
export const isRule = (line: string): boolean => /^\s*(?:[-–—_=*~#•.+]\s*){3,}$/u.test(line);

/**
 * How many lines from `at` are a header block; 0: none. It needs a sender and another field beside, within few lines; empty
 * lines may stand between them, and a long field may go on in the next line.
 */
export function headerBlockLength(lines: readonly string[], at: number): number {
  const single = oneLineBlock(lines[at] ?? '');
  if (single) return 1;
  const first = labelOf(lines[at] ?? '');
  if (first === null || first === 'other' || first === 'cc') return 0;
  const seen = new Set<Label>();
  let last = at;
  for (let index = at; index < Math.min(lines.length, last + 4, at + 24); index += 1) {
    const label = labelOf(lines[index] ?? '');
    if (label === null) continue;
    if (label === 'from' && seen.has('from')) break;
    seen.add(label);
    last = index;
  }
  const addressed = lines.slice(at, last + 1).some((line) => line.includes('@'));
  const enough = seen.has('from') && seen.size >= 3 && (seen.has('sent') || addressed);
  if (!enough) return seen.has('from') && seen.has('sent') && seen.size === 2 ? last - at + 1 : 0;
  return last - at + 1 + continuation(lines, last + 1);
}

/** Programs that lose line breaks write all fields on one line. */
function oneLineBlock(line: string): boolean {
  return /^[\s>*]*(?:de|from)\s*[\s*]*:.{3,200}\b(?:envoyé(?: le)?|sent|date)[\s*]*:.{3,200}\b(?:à|to|objet|subject)[\s*]*:/iu.test(
    line.slice(0, 1_000),
  );
}

/** A subject that was wrapped: the lines up to the next empty one, two at most. */
function continuation(lines: readonly string[], from: number): number {
  if ((lines[from - 1] ?? '').length < 60) return 0;
  for (let count = 0; count <= 2; count += 1) if ((lines[from + count] ?? '') === '') return count;
  return 0;
}
