import type { Diagnosis } from '@mail-access/contracts';
import { isRetryable } from '../is-retryable.js';
import { chineseProviderRules } from './chinese-provider-rules.js';
import { classRules } from './class-rules.js';
import { codeRules } from './code-rules.js';
import { googleRules } from './google-rules.js';
import { passingInOtherLanguages, refusedInOtherLanguages } from './languages-rules.js';
import { microsoftRules } from './microsoft-rules.js';
import { providerRules } from './provider-rules.js';
import { hostRules } from './host-rules.js';
import { matches, parseReply, type ParsedReply, type ReplyToClassify } from './reply.js';
import type { Rule } from './rule.js';
import { serverRules } from './server-rules.js';
import { temporaryRules } from './temporary-rules.js';
import { refiningRules, wordingRules } from './wording-rules.js';

/**
 * The whole table, in the order in which it is read. A provider's own words refine its codes ("[AUTH] Application-specific
 * password required" is more than AUTH); what says that it will pass comes before every code that could say "wrong
 * password"; common wordings stand in where there is no code; the bare class comes last.
 */
export const replyTable: readonly Rule[] = [
  ...googleRules,
  ...microsoftRules,
  ...chineseProviderRules,
  ...providerRules,
  ...serverRules,
  ...temporaryRules,
  ...passingInOtherLanguages,
  ...hostRules,
  ...refiningRules,
  ...codeRules,
  ...wordingRules,
  ...refusedInOtherLanguages,
  ...classRules,
];

/** Diagnoses that blame the account or its password: never given to a reply that calls itself temporary. */
const definite: ReadonlySet<Diagnosis> = new Set<Diagnosis>([
  'credentials-rejected',
  'app-password-required',
  'oauth-required',
  'protocol-disabled',
  'account-locked',
  'admin-must-enable',
  'capability-missing',
]);

export interface Classification {
  readonly diagnosis: Diagnosis;
  /** Whether trying again without changing anything can help. */
  readonly retryable: boolean;
  /** The row that decided, for logs. */
  readonly row: string;
}

/** What a server's answer means, or null when no row knows it: then the kind of the driver's failure has to do. */
export function classifyReply(reply: ReplyToClassify): Classification | null {
  const parsed = parseReply(reply);
  const rule = replyTable.find((candidate) => isAllowed(candidate, parsed) && matches(candidate, parsed));
  if (rule === undefined || rule.diagnosis === null) return null;
  return { diagnosis: rule.diagnosis, retryable: parsed.temporary || isRetryable(rule.diagnosis), row: rule.row };
}

function isAllowed(rule: Rule, reply: ParsedReply): boolean {
  return !reply.temporary || rule.diagnosis === null || !definite.has(rule.diagnosis);
}
