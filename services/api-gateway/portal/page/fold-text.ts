/** Lower case, without accents and punctuation: "Vidéotron" is found as "videotron", "AT&T" as "at t". */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
