/** Something about the machine that its operator must change. The message is one sentence that says what to do; it is shown without a stack. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem';
}
