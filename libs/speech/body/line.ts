/** What the markup of the writer's mail program says about a line. */
export type LineMark = 'quoted' | 'signature' | 'cut';

/** One line of a body, whether it came from text or from HTML. An empty text separates paragraphs. */
export interface Line {
  readonly text: string;
  /** Levels of quotation: 0 is the writer's own text. */
  readonly depth: number;
  /** `cut`: from here on everything is quoted. */
  readonly mark?: LineMark;
  /** An item of a list, a row of a table or a heading: never joined with its neighbours. */
  readonly alone?: boolean;
}

export const isBlank = (line: Line): boolean => line.text === '';

/** An hour and a half of speech: beyond this nobody listens, and what is bounded in length is bounded in time. */
export const mostCharacters = 80_000;
export const mostLines = 4_000;
/** A line without an end is cut here, so that no pattern ever sees more. */
export const mostOfLine = 4_000;
