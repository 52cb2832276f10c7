import { type ParsedInputOf, type Party, parties, type RequestContract, type Violation } from '@mail-access/contracts';
import type { Msg } from '@nats-io/transport-node';
import type { HeaderFields } from '../envelope/header-fields.js';
import { violationsOf } from '../envelope/violations.js';

const longestDeadlineMs = 10 * 60_000;
const subjectToken = /^[A-Za-z0-9_-]{1,64}$/;
const key = /^[\x21-\x7e]{1,200}$/;
const correlation = /^[\w.:-]{1,128}$/;

/** The correlation id of the caller, when it has one that is fit for a log line. */
export function correlationOf(fields: HeaderFields): string | undefined {
  const sent = fields['correlation-id'];
  return sent !== undefined && correlation.test(sent) ? sent : undefined;
}

/** Milliseconds that the caller waits; the contract's when it does not say. */
export function deadlineOf(contract: RequestContract, fields: HeaderFields): number {
  const sent = Number(fields['deadline-ms'] ?? Number.NaN);
  return Number.isInteger(sent) && sent > 0 ? Math.min(sent, longestDeadlineMs) : contract.deadlineMs;
}

/** Only the NATS user of a party may read `_INBOX.<party>.>`, so that an answer sent there reaches nobody else. */
export function callerOf(replySubject: string | undefined): Party | undefined {
  if (!replySubject?.startsWith('_INBOX.')) return undefined;
  const name = replySubject.slice(7, replySubject.indexOf('.', 7));
  return parties.find((party) => party === name);
}

/** What is wrong with the headers: all of it, one pointer a header. */
export function headerViolations(fields: HeaderFields): Violation[] {
  const violations: Violation[] = [];
  for (const name of ['tenant-id', 'subscriber-id']) {
    const value = fields[name];
    if (value === undefined) violations.push({ pointer: `/headers/${name}`, message: 'missing' });
    else if (!subjectToken.test(value)) {
      violations.push({ pointer: `/headers/${name}`, message: 'letters, digits, "-" and "_", 64 at most' });
    }
  }
  const idempotencyKey = fields['idempotency-key'];
  if (idempotencyKey !== undefined && !key.test(idempotencyKey)) {
    violations.push({ pointer: '/headers/idempotency-key', message: 'printable ASCII without spaces, 200 at most' });
  }
  return violations;
}

export type ReadInput<C extends RequestContract> =
  { readonly input: ParsedInputOf<C> } | { readonly violations: readonly Violation[] };

export function readInput<C extends RequestContract>(contract: C, message: Msg): ReadInput<C> {
  let body: unknown;
  try {
    body = message.json();
  } catch {
    return { violations: [{ pointer: '', message: 'not JSON' }] };
  }
  const parsed = contract.input.safeParse(body);
  if (parsed.success) return { input: parsed.data as ParsedInputOf<C> };
  return { violations: violationsOf(parsed.error) };
}
