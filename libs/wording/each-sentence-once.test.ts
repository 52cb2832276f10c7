import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const literal = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** What a file says, sentence by sentence. What is filled in counts as one thing, whatever it is. */
function sentencesIn(file: string): string[] {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8').replaceAll(/^ *(?:\/\/|\/?\*).*$/gm, '');
  return (source.match(literal) ?? [])
    .flatMap((text) => text.slice(1, -1).split(/(?<=[.?!]) /))
    .map((sentence) => sentence.replaceAll(/\$\{[^}]*\}/g, '…').trim())
    .filter((sentence) => sentence.split(' ').length >= 6);
}

/** A sentence that is written twice is corrected once. */
describe.each(['fr-CA', 'en-CA'])('the source of %s', (language) => {
  it('has each sentence once', () => {
    const all = globSync(`${language}/*.ts`, { cwd: import.meta.dirname }).flatMap((file) => sentencesIn(`./${file}`));
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((sentence, index) => all.indexOf(sentence) !== index)).toEqual([]);
  });
});
