import type { DiscoveryOutcome, FindingSource, Language } from '@mail-access/contracts';
import { findingWords as english } from './en-CA/finding-words.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { findingWords as french } from './fr-CA/finding-words.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';

/** What the sentence about a place that was asked may name. */
export interface FindingContext {
  /** What follows the "@" of the subscriber's address. */
  readonly emailDomain: string;
  /** The address of a server as the subscriber typed it. */
  readonly typed?: string | undefined;
}

/** The sentences of one language, in two halves: what was asked, and how that ended. */
export interface FindingWords {
  readonly asked: Record<FindingSource, (context: FindingContext) => string>;
  readonly ended: Record<DiscoveryOutcome, string>;
  /** Endings of one source that say more than the usual one. */
  readonly endedAt: Partial<Record<FindingSource, Partial<Record<DiscoveryOutcome, string>>>>;
  readonly joined: (asked: string, ended: string) => string;
}

/** What was asked for settings and how that ended, as one sentence: plain text, with a period. */
export function describeFinding(
  { source, outcome }: { source: FindingSource; outcome: DiscoveryOutcome },
  language: Language,
  context: FindingContext,
): string {
  const [words, typeset] = language === 'fr-CA' ? [french, typesetFrench] : [english, typesetEnglish];
  const ended = words.endedAt[source]?.[outcome] ?? words.ended[outcome];
  const asked = words.asked[source]({ ...context, typed: context.typed && shortened(context.typed) });
  return typeset(words.joined(asked, ended));
}

const longestTyped = 80;

/** An address may be pasted with everything that follows it. */
function shortened(typed: string): string {
  return typed.length > longestTyped ? `${typed.slice(0, longestTyped)}…` : typed;
}
