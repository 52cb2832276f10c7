/** What legal notices are made of, French and English. A paragraph is one with two of these families, or one that says it itself. */
const families: readonly RegExp[] = [
  /\bconfidenti(?:el|elle|als?|ality|alité|els|elles)\b/iu,
  /\b(?:privilégié\w*|privileged|proprietary|legally protected|protégés? par|secret professionnel|proprietary)\b/iu,
  /\b(?:destinataires?|destinée?s? (?:uniquement|exclusivement|seulement)|solely for|intended (?:recipients?|for|only|solely)|addressee|named above|à l['’]usage exclusif|(?:sole|exclusive) use)\b/iu,
  /\b(?:par erreur|in error|by mistake|by accident|erroneously|n['’]êtes pas (?:le|la|l['’])|are not the (?:intended|named))/iu,
  /\b(?:strictement (?:interdit|défendu|prohibé)e?s?|strictly (?:prohibited|forbidden)|(?:toute )?(?:diffusion|distribution|reproduction|divulgation|copying|dissemination|disclosure|unauthorized|non autorisée?s?))\b/iu,
  /\b(?:(?:le|l['’]|et le|le faire|veuillez .{0,20})(?:détruire|supprimer|effacer)|delete (?:it|this|the|all)|destroy|aviser (?:immédiatement )?l['’]expéditeur|notify (?:the sender|us)|en aviser)\b/iu,
  /\b(?:views|opinions?) (?:expressed|exprimées)|\bne (?:saurait|peut) être tenue? responsable|accepts? no (?:liability|responsibility)|free (?:of|from) viruses|exempt de virus/iu,
];

/** A sentence of these is a notice whatever stands beside it. */
const outright: readonly RegExp[] = [
  /^(?:avis|mise en garde|note|clause|notice)\s*(?:de|sur la|:)?\s*confidentialité/iu,
  /^(?:confidentiality|privacy|legal|disclaimer)\s*(?:notice|statement|note|disclaimer|warning)?\s*[:.–-]/iu,
  /(?:pensez|pensons|songez) à l['’]environnement|avant d['’]imprimer (?:ce|cet|le)|consider the environment before printing|think before you print|n['’]imprimez (?:ce|cette|que)/iu,
  /(?:courriel|message|e-?mail)s? (?:provient|vient|originated|came|comes|was sent) (?:de l['’]|d['’]une? |from )(?:extérieur|expéditeur externe|source externe|outside|an external|source extérieure)/iu,
  /^\W{0,3}(?:externe|external|extérieur|caution|attention|avertissement|warning)\b\W{0,4}.{0,200}(?:extérieur|externe|outside|external|expéditeur inconnu|unknown sender|ne cliquez pas|do not click)/iu,
  /^(?:sans virus|virus-free|garanti sans virus|l['’]absence de virus|this email has been (?:checked|scanned)|cet e-?mail a été (?:vérifié|analysé))/iu,
  /(?:you don['’]t often get email from|vous ne recevez pas souvent de (?:courriels?|messages?|e-?mails?) de)/iu,
];

/** Whether a paragraph is a legal notice, a plea for the trees or a warning that a mail system stuck on. */
export function isDisclaimer(paragraph: string): boolean {
  const text = paragraph.slice(0, 3_000);
  if (outright.some((pattern) => pattern.test(text.replace(/^[\s*_>-]+/u, '')))) return true;
  if (text.length < 60) return false;
  const found = families.filter((pattern) => pattern.test(text)).length;
  // What is confidential is the mail itself: a colleague who writes of a confidential document is no notice.
  const ofItself =
    /\b(?:messages?|courriels?|e-?mails?|communication|transmission|transmis|attachments?|pièces? jointes?|fax|télécopie|information contained|renseignements contenus)\b/iu.test(
      text,
    );
  return ofItself && (found >= 3 || (found === 2 && text.length > 80));
}
