import { nothingFound, type SourceReport } from './source.js';

/**
 * Of questions that were asked at the same time: the answer of the first that found something, in their order and not in
 * that of arrival. When none did, the most telling of the others; a failure only when all of them failed.
 */
export async function inOrder(questions: readonly Promise<SourceReport>[]): Promise<SourceReport> {
  const settled = questions.map((question) =>
    question.then(
      (report) => ({ report }),
      (error: unknown) => ({ error }),
    ),
  );
  const others: SourceReport[] = [];
  const errors: unknown[] = [];
  for (const question of settled) {
    const end = await question;
    if ('error' in end) errors.push(end.error);
    else if (end.report.outcome === 'found') return end.report;
    else others.push(end.report);
  }
  if (others.length === 0 && errors.length > 0) throw errors.at(-1);
  const telling = others.find(({ outcome }) => outcome !== 'not-found') ?? others.find((one) => one.addressUnknown);
  return telling ?? nothingFound;
}
