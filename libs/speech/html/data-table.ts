import type { Sentences } from '../sentences/sentences.js';
import type { Element } from './parse-html.js';

const longestCell = 90;
/** All the way down: a table inside makes its cells be read twice, and so on at every level. */
const deepest = 200;
/** More rows than these nobody follows by ear; how many there are is said. */
const mostRows = 15;

/**
 * The rows of a table of facts in words ("Produit : café, prix : 12 $"); null for tables that only arrange the page.
 *
 * A table is one of facts when it says so (`th`, `thead`), or when it has at least two columns and rows, all cells are short
 * and none holds blocks: newsletters arrange with nested tables, role="presentation" and one column.
 */
export function rowsOfDataTable(table: Element, sentences: Sentences, say: (cell: Element) => string): string[] | null {
  if (/^(?:presentation|none)$/u.test(table.attributes['role'] ?? '')) return null;
  const rows = rowElements(table);
  if (rows.length === 0 || rows.some((row) => row.some(holdsBlocks))) return null;
  const width = Math.max(...rows.map((row) => row.length));
  if (width < 2) return null;
  const said = rows.map((row) => row.map((cell) => say(cell)));
  const marked = rows[0]?.every(({ name }) => name === 'th') === true && rows.length > 1;
  if (!marked && !looksLikeFacts(said, width)) return null;
  const told = marked
    ? withHeaders(said[0] ?? [], said.slice(1), sentences)
    : said.map((row) => plainRow(row, width, sentences));
  const full = told.filter((row) => row !== '');
  if (full.length <= mostRows + 3) return full;
  return [sentences.tableOf(full.length), ...full.slice(0, mostRows), sentences.moreRows(full.length - mostRows)];
}

function rowElements(table: Element): Element[][] {
  const rows: Element[][] = [];
  const look = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'tr') rows.push(cellsOf(child));
      else if (/^(?:thead|tbody|tfoot)$/u.test(child.name)) look(child);
    }
  };
  look(table);
  return rows.filter((row) => row.length > 0);
}

const cellsOf = (row: Element): Element[] =>
  row.children.filter((child): child is Element => typeof child !== 'string' && /^t[dh]$/u.test(child.name));

const arranging = new Set(['table', 'ul', 'ol', 'h1', 'h2', 'h3', 'blockquote', 'hr']);

function holdsBlocks(element: Element): boolean {
  let paragraphs = 0;
  const holds = (one: Element, levels: number): boolean =>
    one.children.some((child) => {
      if (typeof child === 'string') return false;
      if (child.name === 'p') paragraphs += 1;
      return arranging.has(child.name) || paragraphs > 2 || (levels > 0 && holds(child, levels - 1));
    });
  return holds(element, deepest);
}

function looksLikeFacts(said: readonly string[][], width: number): boolean {
  const full = said.filter((row) => row.filter((cell) => cell !== '').length > 1);
  if (full.length < 2 || full.length < said.length / 2) return false;
  return full.every((row) => row.every((cell) => cell.length <= longestCell)) && width <= 12;
}

function withHeaders(headers: readonly string[], rows: readonly string[][], sentences: Sentences): string[] {
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const header = headers[column] ?? '';
        if (cell === '' || header === '') return cell;
        return sentences.labelled(header.replace(/\s*:$/u, ''), cell);
      })
      .filter((cell) => cell !== '')
      .join(', '),
  );
}

/** Two columns are a label and its value; others are read as they stand. */
function plainRow(row: readonly string[], width: number, sentences: Sentences): string {
  const cells = row.filter((cell) => cell !== '');
  const [label, value] = cells;
  if (width === 2 && label !== undefined && value !== undefined)
    return sentences.labelled(label.replace(/\s*:$/u, ''), value);
  return cells.join(', ');
}
