import type { EgressFailureKind } from '../egress-failure.js';

/** Error numbers of connect(2), the most telling first: with several addresses, one refusal says more than a missing route. */
const kinds: readonly (readonly [code: string, kind: EgressFailureKind])[] = [
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'disconnected'],
  ['EPIPE', 'disconnected'],
  ['ETIMEDOUT', 'timed-out'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['EAFNOSUPPORT', 'unreachable'],
  ['EACCES', 'unreachable'],
  ['EPERM', 'unreachable'],
];

function rank(error: NodeJS.ErrnoException): number {
  const index = kinds.findIndex(([code]) => code === error.code);
  return index === -1 ? kinds.length : index;
}

export function mostTelling(errors: readonly NodeJS.ErrnoException[]): NodeJS.ErrnoException | undefined {
  return errors.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** What a failed connect means; what is not in the table, as too many open files, is taken for a missing route. */
export function connectFailureKind(error: NodeJS.ErrnoException | undefined): EgressFailureKind {
  return kinds.find(([code]) => code === error?.code)?.[1] ?? 'unreachable';
}
