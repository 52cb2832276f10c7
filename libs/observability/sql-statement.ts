/** What a span may say of a statement. */
export interface SqlStatement {
  /** `SELECT`, `INSERT`, `BEGIN`, … in capitals. */
  readonly operation: string;
  /** The table that is written, or the first that is read, without its schema; absent for `BEGIN` and its kind. */
  readonly collection?: string;
}

const literals = /'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g;
const writes =
  /\b(INSERT)\s+INTO\s+|\b(UPDATE)\s+(?:ONLY\s+)?(?=["\w.]+\s+(?:AS\s+)?["\w.]*\s*SET\b)|\b(DELETE)\s+FROM\s+/i;
const reads = /\bFROM\s+(?:ONLY\s+)?(?=["\w])/i;
const tableName = /^(?:"?\w+"?\.)?"?(\w+)"?/;

function tableAfter(text: string, match: RegExpExecArray): string | undefined {
  return tableName.exec(text.slice(match.index + match[0].length))?.[1]?.toLowerCase();
}

/**
 * Reads operation and table from a statement's text. Literals and comments are cut out first, so that nothing of them
 * can be taken for a name.
 */
export function readStatement(sql: string): SqlStatement {
  const text = sql.replace(literals, ' ');
  const first = /[a-z]+/i.exec(text)?.[0].toUpperCase() ?? 'UNKNOWN';
  const write = writes.exec(text);
  if (write !== null && ['INSERT', 'UPDATE', 'DELETE', 'WITH'].includes(first)) {
    const operation = (write[1] ?? write[2] ?? write[3] ?? first).toUpperCase();
    return named(operation, tableAfter(text, write));
  }
  if (first !== 'SELECT' && first !== 'WITH') return { operation: first };
  const read = reads.exec(text);
  return named('SELECT', read === null ? undefined : tableAfter(text, read));
}

function named(operation: string, collection: string | undefined): SqlStatement {
  return collection === undefined ? { operation } : { operation, collection };
}
