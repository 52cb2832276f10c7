/** A line that a mail program or a telephone adds by itself. */
const mobile =
  /^(?:envoyé|sent|expédié|transmis|provenance|get|obtenez|obtenir|téléchargez|télécharger|essayez|try|composed|rédigé)\s*(?::|(?:\p{L}+ )?(?:de|depuis|du|from|à partir|via|avec|with|par|sur|on|outlook|using)\b).{0,90}$/iu;
const device =
  /\b(?:iphone|ipad|android|samsung|galaxy|blackberry|mobile|téléphone|phone|cellulaire|appareil|outlook|gmail|yahoo|mail|courrier|proton\s?mail|pixel|huawei|windows|mon cell|tablette|spark|thunderbird|aol)\b/iu;

export const isMobileSignature = (line: string): boolean =>
  line.length < 120 && mobile.test(line.trim()) && device.test(line) && !/[?!]\s*$/u.test(line);

/** RFC 3676, 4.3; some programs lose the space, others write more dashes. */
export const isSignatureDelimiter = (line: string): boolean => /^(?:--\s?|—|–{2}|-{2,3}\s)$/u.test(line);

const telephone = /(?:\+?1[\s.-]?)?\(?\b[2-9]\d{2}\)?[\s.-]?\d{3}[\s.-]?\d{4}\b/u;
const contact =
  /\b[\w.+-]+@[\w-]+\.[\w.-]+|\b(?:www\.|https?:\/\/)\S+|\b[a-z\d-]+\.(?:ca|com|org|qc\.ca|net|gouv\.qc\.ca)\b|(?:^|[\s|(])(?:tél|tel|téléphone|phone|cell|cellulaire|mobile|bur|bureau|office|direct|fax|téléc|télécopieur|poste|ext|courriel|email|e-mail|web|site|[tcmfpebw])\s?\.?\s?:/iu;
const title =
  /\b(?:directeur|directrice|président\w*|gestionnaire|conseill(?:er|ère)|adjoint\w*|technicien\w*|ingénieur\w*|coordonnat\w+|chargée? de|chef|avocate?|notaire|comptable|analyste|développeu\w+|responsable|courtier|courtière|agente?|représentante?|professeure?|infirmi(?:er|ère)|manager|director|president|vice[- ]president|vp|officer|engineer|analyst|developer|specialist|spécialiste|advisor|consultant\w*|coordinator|assistant|accountant|lawyer|lead|ceo|cto|cfo|cpa|mba|ph\.?d|ing\.|m\.sc|supervisor|superviseur\w*|administrat\w+|realtor|owner|propriétaire|fondat\w+|founder)\b/iu;
const street =
  /\b\d{1,6},?\s+(?:rue|boul|boulevard|av|avenue|ch|chemin|place|route|rang|montée|côte)\b|\b\d{1,6}\s+[\p{L} .'-]{2,40}\b(?:street|st|road|rd|ave|avenue|blvd|boulevard|drive|dr|lane|way|court|crescent|suite|west|east|ouest|est)\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b/iu;
const company =
  /\b(?:inc|ltée|ltd|llc|s\.e\.n\.c|senc|enr|corp|llp|s\.r\.l)\b\.?|\b(?:groupe|clinique|cabinet|université|university|ministère|ville de|city of|services?|centre|école|collège|hôpital)\b/iu;

/** Signs of a signature in a line: 2 how to reach somebody, 1 who somebody is, 0 neither. */
export function signatureWeight(line: string): number {
  if (telephone.test(line) || contact.test(line)) return 2;
  return title.test(line) || street.test(line) || company.test(line) ? 1 : 0;
}

const closings =
  /^(?:(?:bien )?(?:cordialement|amicalement|respectueusement|sincèrement)|salutations?(?: distinguées)?|bien à (?:vous|toi)|au plaisir|à (?:bientôt|plus|demain|tout à l['’]heure)|merci(?: beaucoup| d['’]avance| à l['’]avance| encore| bien)*|mille mercis|bonne (?:journée|soirée|fin de semaine|semaine|semaine)|bon (?:après-midi|week-end|weekend)|meilleures salutations|veuillez (?:agréer|recevoir|accepter).{0,160}|(?:kind|best|warm|with kind)?\s*regards|best(?: wishes)?|thanks?(?: you)?(?: so much| very much| again| in advance| a lot)?|many thanks|cheers|sincerely|yours(?: truly| sincerely)?|respectfully|take care|all the best|talk soon|have a (?:great|nice|good) (?:day|weekend|evening|one)|love|bises|bisous|xx+|xo(?:xo)*)(?:[ ,]+(?:et |and |& )?(?:merci|thanks|bonne (?:journée|fin de semaine)|cordialement|regards|à bientôt))?\s*[,.!:]*$/iu;

/** "Cordialement," and its like: the end of what was written. */
export const isClosing = (line: string): boolean => line.length < 200 && closings.test(line.trim());

/** Two to five words, all capitalised or particles: as a name stands in a signature. A first name alone too. */
export const looksLikeName = (line: string): boolean =>
  line.length <= 60 &&
  /^(?:(?:M\.|Mme|Me|Dre?|Mr\.?|Mrs\.?|Ms\.?)\s)?\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:de|du|des|la|le|van|von|di|da|el|al|ben|st-)\s+)?\p{Lu}[\p{L}.'’-]*){0,4}(?:,\s?[\p{L}.\s]{2,20})?[,.]?$/u.test(
    line.trim(),
  );

/** A line of a signature is short and no sentence. */
export const isShortLine = (line: string): boolean =>
  line.length <= 90 &&
  !/[?!]$/u.test(line) &&
  !/\p{Ll}{3,}[.;]$/u.test(line.replace(/\b(?:inc|ltée|ltd|corp|qc|app|bur|ing)\.$/iu, ''));
