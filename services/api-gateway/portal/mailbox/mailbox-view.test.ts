import type { Connection, ManualSettings } from '@mail-access/contracts';
import { expect, it } from 'vitest';
import { emptyDraft } from '../connection-form/draft.js';
import { fieldToCorrect } from '../connection-form/field-to-correct.js';
import { firstView } from './mailbox-view.js';

const settings: ManualSettings = {
  method: 'manual',
  emailAddress: 'ada@example.com',
  username: 'ada@example.com',
  incoming: { protocol: 'imap', host: 'imap.example.com', port: 993, security: 'tls' },
  outgoing: { host: 'smtp.example.com', port: 465, security: 'tls', authentication: 'same' },
};
const instant = '2026-11-22T12:00:00Z';
const connection: Connection = { connectionId: 'c', state: 'established', settings, savedAt: instant };
const running: Connection = {
  ...connection,
  lastValidation: {
    validationId: 'v',
    connectionId: 'c',
    state: 'running',
    startedAt: instant,
    revision: 1,
    steps: [],
  },
};

it('starts with an empty form', () => {
  expect(firstView(null, null)).toMatchObject({ kind: 'form', saved: null, initial: emptyDraft, kept: false });
});

it('starts with the connection when there is one', () => {
  expect(firstView(connection, null)).toMatchObject({ kind: 'summary', connection });
});

it('goes back to what was typed and not saved', () => {
  const kept = { ...emptyDraft, emailAddress: 'ada@example.com' };
  expect(firstView(connection, kept)).toMatchObject({ kind: 'form', saved: settings, initial: kept, kept: true });
});

it('goes back to a run that is still going on before anything else', () => {
  expect(firstView(running, emptyDraft)).toEqual({ kind: 'validating', validationId: 'v' });
});

it.each([
  ['incoming-sign-in', 'credentials-rejected', 'same', 'password'],
  ['outgoing-sign-in', 'credentials-rejected', 'same', 'password'],
  ['outgoing-sign-in', 'credentials-rejected', 'different', 'outgoingPassword'],
  ['incoming-resolve', 'address-not-found', 'same', 'incomingHost'],
  ['outgoing-connect', 'connection-refused', 'same', 'outgoingPort'],
  ['outgoing-secure', 'wrong-security-mode', 'same', 'outgoingSecurity'],
  ['send-test-message', 'sender-refused', 'same', 'emailAddress'],
  ['receive-test-message', 'test-message-not-seen', 'same', null],
] as const)('%s with %s (%s) is corrected at %s', (id, diagnosis, authentication, field) => {
  const draft = { method: 'manual', outgoingAuthentication: authentication } as const;
  expect(fieldToCorrect({ id, diagnosis }, draft)).toBe(field);
});

it.each([
  ['incoming-sign-in', 'credentials-rejected', 'password'],
  ['outgoing-sign-in', 'app-password-required', 'password'],
  ['find-settings', 'settings-not-found', 'providerId'],
  ['incoming-sign-in', 'oauth-required', 'providerId'],
  ['send-test-message', 'sender-refused', 'emailAddress'],
  ['incoming-connect', 'connection-refused', null],
] as const)('%s with %s at a provider is corrected at %s', (id, diagnosis, field) => {
  expect(fieldToCorrect({ id, diagnosis }, { ...emptyDraft, method: 'hosted' })).toBe(field);
});
