import { repairText } from '../body/repair-text.js';
import type { MailParty } from '../mail-to-speak.js';
import type { Sentences } from '../sentences/sentences.js';

const company = /\b(?:inc|ltée|ltd|llc|corp|enr|senc|s\.?e\.?c|llp|co)\b\.?$/iu;
const automatic =
  /^(?:no-?reply|ne-?pas-?repondre|nepasrepondre|noreponse|do-?not-?reply|donotreply|notifications?|notify|mailer-daemon|postmaster|bounces?|automate|automatique|robot|alerts?|alertes?)\b/iu;

/** Somebody's name as one says it: "TREMBLAY, Marie (Montréal)" is Marie Tremblay. */
export function spokenName(party: MailParty | undefined, sentences: Sentences): string {
  const name = cleanName(repairText(party?.name ?? ''));
  if (name !== '') return name;
  return party?.address === undefined || party.address === '' ? '' : nameOfAddress(party.address, sentences);
}

function cleanName(raw: string): string {
  const bare = raw
    .replace(/[\u0000-\u001F"«»“”<>]/gu, ' ')
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
    .replace(/\s(?:via|par l['’]intermédiaire de|on behalf of|de la part de)\s.*$/iu, ' ')
    .replace(/\s[|–—-]\s.*$|\s*\/\s.*$/u, ' ')
    .replace(/\p{Extended_Pictographic}|[®™\uFE0F']{1}(?=\s|$)/gu, ' ')
    .replace(/^'+|'+$/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (bare === '' || /\S@\S/u.test(bare)) return '';
  return swapped(bare.replace(/[,;]+$/u, ''))
    .split(' ')
    .map((word, _index, all) => calm(word, all))
    .join(' ');
}

/** "Tremblay, Marie" names the family first; "Tremblay, Roy et associés" and "Acme, Inc." do not. */
function swapped(name: string): string {
  const [family = '', given = '', ...more] = name.split(/\s*,\s*/u);
  if (given === '' || more.length > 0 || company.test(given)) return name;
  if (/\b(?:et|and|&)\b/iu.test(name) || family.split(' ').length > 3 || given.split(' ').length > 3) return name;
  // Degrees and titles behind a comma: "Marie Tremblay, CPA".
  if (/^(?:[A-Z]{2,5}|ing\.?|ph\.?d\.?|m\.?d\.?|avocate?|notaire|jr\.?)$/u.test(given)) return family;
  return `${given} ${family}`;
}

/** "TREMBLAY" among words, unless all of a short name is an acronym. */
function calm(word: string, all: readonly string[]): string {
  const shouts = /^\p{Lu}[\p{Lu}'’.-]+$/u.test(word) && word.length >= 3;
  const acronym = all.length === 1 && word.length <= 5;
  const lone = word.length <= 4 && all.filter((one) => /\p{Ll}/u.test(one)).length >= 1 && !/[AEIOUYÉÈ]/u.test(word);
  if (!shouts || acronym || lone) return word;
  return word
    .toLowerCase()
    .replace(/(^|['’-])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

function nameOfAddress(address: string, sentences: Sentences): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  if (domain === '') return local;
  if (automatic.test(local)) return sentences.automaticAddress(domain);
  const parts = local.replace(/\+.*$/u, '').split(/[._-]/u);
  if (
    parts.length >= 2 &&
    parts.length <= 3 &&
    parts.every((part) => /^\p{L}{1,20}$/u.test(part)) &&
    parts.some((part) => part.length > 2)
  ) {
    return sentences.at(parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' '), domain);
  }
  return sentences.at(local.replace(/[._-]+/gu, ' '), domain);
}
