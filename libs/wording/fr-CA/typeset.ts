const nbsp = '\u00A0';

/**
 * Sets a sentence as is done in Québec (OQLF, Banque de dépannage linguistique, "Espacement avant et après les signes"):
 * a non-breaking space before ":" and inside « », none before ";", "!" and "?"; and the curved apostrophe.
 */
export function typeset(sentence: string): string {
  return sentence
    .replaceAll("'", '’')
    .replace(/ (?=[:»])/g, nbsp)
    .replace(/(?<=«) /g, nbsp);
}
