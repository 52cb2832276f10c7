/** Short forms that stay in capitals in a text that shouts. */
const kept = new Set(
  'TPS TVQ TVH PDF RH NAS SAQ CRTC USA TI PDG CV DVD CD NIP GPS RAMQ CNESST SAAQ REER CELI HST GST PST CRA ARC IRS HR IT CEO CFO CTO USB VPN URL API SMS QR TV UQAM STM REM CHUM ON-CA P.-S.'.split(
    ' ',
  ),
);
const vowels = /[AEIOUYÀÂÉÈÊËÎÏÔÙÛÜ]/u;

/** Text that shouts, in small letters, so that a voice does not spell it. */
export function calmCapitals(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 5) return text;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const shouts = capitals > letters * 0.7 && /\p{Lu}{2,}[^\p{L}]+\p{Lu}{2,}/u.test(text) && letters >= 6;
  const calm = (shouts ? text : calmNames(text)).replace(
    /(?<![\p{L}\d@#._/-])\p{Lu}[\p{Lu}'’-]*\p{Lu}(?![\p{L}\d@_/])/gu,
    (word) => {
      if (kept.has(word) || !vowels.test(word)) return word;
      return shouts || word.length >= 5 ? word.toLowerCase() : word;
    },
  );
  if (!shouts) return keepStart(calm, text);
  return calm
    .replace(/(?<![\p{L}\d])[AÀYÔ](?![\p{L}\d.])/gu, (letter) => letter.toLowerCase())
    .replace(/(^|[.!?]\s+)(\p{Ll})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

/** The first letter of a text stays as it is. */
const keepStart = (calm: string, text: string): string => text.slice(0, 1) + calm.slice(1);

/** A name among other words: "MARIE TREMBLAY vous a envoyé". */
const calmNames = (text: string): string =>
  text.replace(/(?<![\p{L}\d@#._/-])\p{Lu}{4,}(?:[ '-]\p{Lu}{3,})+(?![\p{L}\d@_/])/gu, (run) =>
    run.replace(/\p{Lu}+/gu, (word) =>
      kept.has(word) || !vowels.test(word) ? word : word.charAt(0) + word.slice(1).toLowerCase(),
    ),
  );
