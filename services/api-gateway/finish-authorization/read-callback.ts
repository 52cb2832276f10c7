/** Parameters that mean something to the vault; providers add others. */
const names = ['state', 'code', 'iss', 'error', 'error_description', 'admin_consent', 'tenant'] as const;

/** Of the query, in characters. Codes of Microsoft take some 1,500. */
const longestQuery = 8_000;
/** In octets: sealed, it has to fit into 8,192 characters on the bus. */
const longestAnswer = 5_500;
const longest: Readonly<Record<string, number>> = { code: 3_500, error_description: 400 };
const longestOther = 300;

/**
 * The parameters of a provider's answer; null when one of them is there twice (RFC 6749 §3.1), without a state, or too
 * long to be one. A description is cut: only its beginning is a vendor's contract.
 */
export function readCallback(url: string): Readonly<Record<string, string>> | null {
  const query = url.slice(url.indexOf('?') + 1);
  if (!url.includes('?') || query.length > longestQuery) return null;
  const given = new URLSearchParams(query);
  const read: Record<string, string> = {};
  for (const name of names) {
    const values = given.getAll(name);
    if (values.length > 1) return null;
    const value = name === 'error_description' ? values[0]?.slice(0, longest[name]) : values[0];
    if (value === undefined || value === '') continue;
    if (value.length > (longest[name] ?? longestOther)) return null;
    read[name] = value;
  }
  if (read.state === undefined || Buffer.byteLength(JSON.stringify(read)) > longestAnswer) return null;
  return read;
}
