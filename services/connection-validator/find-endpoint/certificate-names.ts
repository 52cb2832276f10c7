/** More names than these are those of a hosting company's other customers. */
const mostNames = 4;

/** The subject alternative names as Node writes them; a name that needs quotes is none of a host. */
function alternativeNamesOf(error: unknown): string {
  const { cause } = error as { cause?: { cert?: { subjectaltname?: unknown } } };
  const names = cause?.cert?.subjectaltname;
  return typeof names === 'string' ? names : '';
}

/**
 * The names of a certificate that was valid, though not for the host that was asked: what the server calls itself, those
 * that `isPreferred` first and wildcards last. Empty for every other error.
 */
export function certificateNames(error: unknown, isPreferred: (host: string) => boolean): string[] {
  const found = [...alternativeNamesOf(error).matchAll(/(?:^|, )DNS:([a-z0-9*.-]{1,253})(?=, |$)/gi)];
  const names = found.map((match) => (match[1] ?? '').toLowerCase()).filter((name) => name.includes('.'));
  const place = (name: string): number => (name.includes('*') ? 2 : 0) + (isPreferred(name) ? 0 : 1);
  return [...new Set(names)].toSorted((one, other) => place(one) - place(other)).slice(0, mostNames);
}
