import { eventFilter } from '../definition/define-event.js';
import { parties, type Party, services } from '../definition/party.js';
import { events, requests } from '../registry.js';

/** What a NATS user may do, as the `permissions` block of nats-server writes it. All that is not allowed is refused. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny?: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[]; readonly deny?: readonly string[] };
  /** Whoever answers requests may publish once to the reply subject of each message that reached it. */
  readonly allow_responses?: { readonly max: number; readonly expires: string };
}

/**
 * Subjects that no contract may ever open to a party. The portal shows settings, never a message: its gateway must not
 * reach the mail gateway even when somebody lists it as a caller by mistake.
 */
const closed: Readonly<Partial<Record<Party, readonly string[]>>> = {
  'api-gateway': ['mail-gateway.>', 'event.mail-gateway.>'],
};

/** The permissions of one party, all derived from the contracts. Throws when a contract opens what is closed to it. */
export function natsPermissions(party: Party): NatsPermissions {
  const publish = [...requestsToOthers(party), ...ownEvents(party), ...streamSubjects(party), ...operations(party)];
  const subscribe = [...ownRequests(party), ...observedEvents(party), ...inboxes(party)];
  if (party === 'administrator') subscribe.push('event.>', 'dead-letter.>');
  const forbidden = closed[party] ?? [];
  for (const subject of [...publish, ...subscribe]) {
    if (forbidden.some((prefix) => subject.startsWith(prefix.slice(0, -1)))) {
      throw new Error(`${subject} must stay closed to ${party}`);
    }
  }
  const unheard = [...forbidden, ...foreignInboxes(party)];
  return {
    publish: { allow: publish, ...(forbidden.length > 0 && { deny: forbidden }) },
    subscribe: { allow: subscribe, ...(unheard.length > 0 && { deny: unheard }) },
    ...(ownRequests(party).length > 0 && { allow_responses: { max: 1, expires: answerWithin() } }),
  };
}

function isService(party: Party): boolean {
  return (services as readonly Party[]).includes(party);
}

/**
 * A service receives answers in its own inbox only. Telephony and the administrator come with clients of all kinds, whose
 * inboxes are `_INBOX.<random>.<random>` unless told otherwise; those of the services stay closed to them.
 */
function inboxes(party: Party): string[] {
  const own = `_INBOX.${party}.>`;
  return isService(party) ? [own] : [own, '_INBOX.*', '_INBOX.*.*'];
}

/**
 * A wildcard subscription such as `_INBOX.*.*` is let through, and then delivers nothing that is denied: but nats-server
 * looks at the denials only when one of them lies wholly within the subscription. Hence both shapes.
 */
function foreignInboxes(party: Party): string[] {
  if (isService(party)) return [];
  const others = parties.filter((other) => other !== party);
  return others.flatMap((other) => [`_INBOX.${other}.*`, `_INBOX.${other}.>`]);
}

function requestsToOthers(party: Party): string[] {
  return requests.filter((request) => request.callers.includes(party)).map((request) => request.subject);
}

function ownRequests(party: Party): string[] {
  return requests.filter((request) => request.service === party).map((request) => request.subject);
}

function ownEvents(party: Party): string[] {
  return events.filter((event) => event.service === party).map(eventFilter);
}

/** Those outside may also listen to what their durable consumer brings them anyway. */
function observedEvents(party: Party): string[] {
  const outside = !isService(party);
  return events
    .filter(({ observers, consumers }) => observers?.includes(party) || (outside && consumers.includes(party)))
    .map(eventFilter);
}

/** To read and acknowledge its own durable consumer, and to give up an event. Nobody but the administrator creates anything. */
function streamSubjects(party: Party): string[] {
  if (!events.some((event) => event.consumers.includes(party))) return [];
  return [
    `$JS.API.CONSUMER.INFO.EVENTS.${party}`,
    `$JS.API.CONSUMER.MSG.NEXT.EVENTS.${party}`,
    `$JS.ACK.EVENTS.${party}.>`,
    `dead-letter.${party}.>`,
  ];
}

function operations(party: Party): string[] {
  return party === 'administrator' ? ['$JS.API.>', 'event-replay.>'] : [];
}

/** Twice the longest deadline, so that an answer in time is never refused. */
function answerWithin(): string {
  const longestMs = Math.max(...requests.map((request) => request.deadlineMs), 30_000);
  return `${Math.ceil((longestMs * 2) / 1000)}s`;
}
