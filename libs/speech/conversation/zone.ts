import type { Line } from '../body/line.js';

/** What a line of a body is. `frame` introduces a quotation (who wrote when) and is itself never said. */
export type Zone = 'new' | 'quoted' | 'forwarded' | 'signature' | 'disclaimer' | 'footer' | 'frame';

/** A line with what it was found to be. */
export interface ZonedLine {
  readonly line: Line;
  zone: Zone;
}

/** Lines that belong together: a paragraph of text, or one line of HTML, which is a paragraph already. */
export interface Unit {
  readonly lines: readonly ZonedLine[];
  readonly text: string;
}

export const isEmptyLine = ({ line }: ZonedLine): boolean => line.text === '';

/** The paragraphs of one zone, in order. */
export function unitsOf(lines: readonly ZonedLine[], zone: Zone): Unit[] {
  const units: Unit[] = [];
  let open: ZonedLine[] = [];
  const close = (): void => {
    if (open.length > 0) units.push({ lines: open, text: open.map(({ line }) => line.text).join(' ') });
    open = [];
  };
  for (const one of lines) {
    if (one.zone !== zone || isEmptyLine(one)) close();
    else if (one.line.alone === true) {
      close();
      open = [one];
      close();
    } else open.push(one);
  }
  close();
  return units;
}

export function assign(unit: Unit, zone: Zone): void {
  for (const one of unit.lines) one.zone = zone;
}
