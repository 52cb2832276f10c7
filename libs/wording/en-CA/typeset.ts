/** Sets a sentence with the curved apostrophe; quotation marks are curved in the sentences themselves. */
export function typeset(sentence: string): string {
  return sentence.replaceAll("'", '’');
}
