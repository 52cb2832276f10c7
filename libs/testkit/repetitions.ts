/**
 * How often a proof is repeated: the small number in `npm test`, the large one in `npm run soak`, which runs the same
 * tests with `SOAK=1`.
 */
export function repetitions(inTest: number, inSoak: number): number {
  return process.env['SOAK'] === '1' ? inSoak : inTest;
}
