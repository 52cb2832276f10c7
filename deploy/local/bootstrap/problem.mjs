/** Something that the operator must change; its message is one sentence that says what to do. */
export class Problem extends Error {}
