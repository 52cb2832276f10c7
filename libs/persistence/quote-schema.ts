/** The schema as an SQL identifier. Throws when the name is not a plain lower-case word, which every service's is. */
export function quoteSchema(schema: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema)) throw new Error(`not a schema name: ${JSON.stringify(schema)}`);
  return `"${schema}"`;
}
