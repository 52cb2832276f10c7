import { expect, it } from 'vitest';
import { changeDraft, type DraftChange } from './change-draft.js';
import { type Draft, emptyDraft as firstDraft } from './draft.js';

const emptyDraft: Draft = { ...firstDraft, method: 'manual' };
const after = (...changes: DraftChange[]): Draft => changes.reduce(changeDraft, emptyDraft);

it.each([
  ['imap', 'tls', '993'],
  ['imap', 'starttls', '143'],
  ['imap', 'none', '143'],
  ['pop3', 'tls', '995'],
  ['pop3', 'starttls', '110'],
  ['pop3', 'none', '110'],
] as const)('%s with %s has port %s', (protocol, security, port) => {
  const draft = after({ field: 'incomingProtocol', value: protocol }, { field: 'incomingSecurity', value: security });
  expect(draft.incomingPort).toBe(port);
});

it.each([
  ['tls', '465'],
  ['starttls', '587'],
  ['none', '25'],
] as const)('SMTP with %s has port %s', (security, port) => {
  expect(after({ field: 'outgoingSecurity', value: security }).outgoingPort).toBe(port);
});

it('leaves a port that was typed alone, and lets it follow again once it was emptied', () => {
  const typed = after({ field: 'incomingPort', value: '1993' }, { field: 'incomingSecurity', value: 'starttls' });
  expect(typed.incomingPort).toBe('1993');
  const emptied = changeDraft(typed, { field: 'incomingPort', value: '' });
  expect(emptied.incomingPort).toBe('');
  expect(changeDraft(emptied, { field: 'incomingProtocol', value: 'pop3' }).incomingPort).toBe('110');
});

it('proposes the address as user name until one is typed', () => {
  const proposed = after({ field: 'emailAddress', value: ' ada@example.com' });
  expect(proposed.username).toBe('ada@example.com');
  const typed = changeDraft(proposed, { field: 'username', value: 'ada' });
  expect(changeDraft(typed, { field: 'emailAddress', value: 'b@example.com' }).username).toBe('ada');
});

it('leaves the user name empty at a provider until one is typed, and proposes the address again for manual settings', () => {
  const hosted = changeDraft(after({ field: 'emailAddress', value: 'ada@yahoo.ca' }), {
    field: 'method',
    value: 'hosted',
  });
  expect(hosted.username).toBe('');
  expect(changeDraft(hosted, { field: 'method', value: 'manual' }).username).toBe('ada@yahoo.ca');
  const typed = changeDraft(hosted, { field: 'username', value: 'ada' });
  expect(changeDraft(typed, { field: 'method', value: 'manual' }).username).toBe('ada');
});

it('takes the choice of a provider for the hosted way', () => {
  expect(after({ field: 'providerId', value: 'yahoo' })).toMatchObject({ method: 'hosted', providerId: 'yahoo' });
});

it('asks for consent again when cleartext was left and chosen again', () => {
  const agreed = after({ field: 'incomingSecurity', value: 'none' }, { field: 'allowCleartext', value: true });
  expect(agreed.allowCleartext).toBe(true);
  const left = changeDraft(agreed, { field: 'incomingSecurity', value: 'tls' });
  expect(changeDraft(left, { field: 'incomingSecurity', value: 'none' }).allowCleartext).toBe(false);
});

it.each(['unknown', 'exchange'] as const)('leaves the user name empty for "%s" until one is typed', (method) => {
  const changed = after({ field: 'emailAddress', value: 'ada@example.com' }, { field: 'method', value: method });
  expect(changed.username).toBe('');
});

it('forgets which servers were confirmed when the address changes', () => {
  const confirmed: Draft = { ...firstDraft, emailAddress: 'ada@example.com', confirmedHosts: ['mail.hosting.example'] };
  expect(changeDraft(confirmed, { field: 'username', value: 'ada' }).confirmedHosts).toHaveLength(1);
  expect(changeDraft(confirmed, { field: 'emailAddress', value: 'b@example.com' }).confirmedHosts).toEqual([]);
});
