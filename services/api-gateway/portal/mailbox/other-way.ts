import type { Diagnosis, Validation } from '@mail-access/contracts';
import type { Draft, FieldName } from '../connection-form/draft.js';
import { manualDraftOf } from '../connection-form/saved-draft.js';
import { discoveryOf } from '../discovery/discovery-of.js';

/** A way to connect to which a failed run leads. */
export type OtherWay = 'manual' | 'exchange' | 'hosted';

const withOwnSignIn: readonly Diagnosis[] = ['oauth-required', 'service-retired'];
const nothingToUse: readonly Diagnosis[] = ['settings-not-found', 'provider-unsupported', 'endpoint-not-found'];

export interface OtherWays {
  /** The best first. */
  readonly ways: readonly OtherWay[];
  /** Nothing that the subscriber could correct in the same way would help as much. */
  readonly first: boolean;
}

/** Where a failed run leads: by hand after every search, and first where what was found belongs to another way. */
export function otherWays(run: Pick<Validation, 'steps'>): OtherWays {
  const diagnosis = run.steps.find(({ state }) => state === 'failed')?.diagnosis;
  const discovery = discoveryOf(run);
  const atExchange = run.steps.some(({ id }) => id === 'find-endpoint');
  if (diagnosis === undefined || (discovery === undefined && !atExchange)) return { ways: [], first: false };
  if (withOwnSignIn.includes(diagnosis)) return { ways: ['hosted', 'manual'], first: true };
  const toExchange = !atExchange && discovery?.exchangeUrl !== undefined;
  return {
    // By hand first: IMAP and SMTP of that server are what can be opened today.
    ways: toExchange ? ['manual', 'exchange'] : ['manual'],
    first: toExchange || nothingToUse.includes(diagnosis),
  };
}

/** The form of another way, with all that was typed and found so far, and the field that it starts at. */
export function draftOfWay(
  draft: Draft,
  run: Pick<Validation, 'steps'>,
  way: OtherWay,
): { draft: Draft; focus: FieldName | null } {
  const discovery = discoveryOf(run);
  switch (way) {
    case 'manual': {
      const found = discovery?.servers;
      return { draft: manualDraftOf(draft, found), focus: found === undefined ? 'incomingHost' : null };
    }
    case 'exchange':
      return {
        draft: { ...draft, method: 'exchange', exchangeUrl: discovery?.exchangeUrl ?? draft.exchangeUrl },
        focus: 'exchangeUrl',
      };
    case 'hosted':
      return { draft: { ...draft, method: 'hosted' }, focus: 'providerId' };
  }
}
