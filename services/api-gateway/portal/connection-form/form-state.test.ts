import { expect, it } from 'vitest';
import { type Draft, emptyDraft as firstDraft } from './draft.js';
import { fieldOfPointer } from './field-of-pointer.js';
import { formReducer, startForm, visibleErrors } from './form-state.js';

const say = (field: string, problem: string) => `${field}: ${problem}`;
const emptyDraft: Draft = { ...firstDraft, method: 'manual' };
const hostedDraft: Draft = { ...firstDraft, method: 'hosted' };
const start = startForm(emptyDraft);

it('shows nothing before the subscriber left a field with something in it', () => {
  expect(visibleErrors(start, null, say)).toEqual({});
  const typed = formReducer(start, { type: 'changed', change: { field: 'emailAddress', value: 'ada' } });
  expect(visibleErrors(typed, null, say)).toEqual({});
  const left = formReducer(typed, { type: 'left', field: 'emailAddress' });
  expect(visibleErrors(left, null, say)).toEqual({ emailAddress: 'emailAddress: not-an-address' });
  expect(visibleErrors(formReducer(start, { type: 'left', field: 'emailAddress' }), null, say)).toEqual({});
});

it('shows everything in the order of the page once it was sent', () => {
  const sent = formReducer(start, { type: 'sent' });
  expect(Object.keys(visibleErrors(sent, null, say))).toEqual([
    'emailAddress',
    'username',
    'password',
    'incomingHost',
    'outgoingHost',
  ]);
});

it('asks at a provider for what a provider needs, and for a password once one is chosen', () => {
  const hosted = formReducer(startForm(hostedDraft), { type: 'sent' });
  expect(Object.keys(visibleErrors(hosted, null, say))).toEqual(['emailAddress', 'providerId']);
  const chosen = formReducer(hosted, { type: 'changed', change: { field: 'providerId', value: 'yahoo' } });
  expect(Object.keys(visibleErrors(chosen, null, say))).toEqual(['emailAddress', 'password']);
});

it('cleans the hosts when they are left or sent, and puts a port into its field', () => {
  const typed = formReducer(start, {
    type: 'changed',
    change: { field: 'outgoingHost', value: 'smtp.a.example:2525' },
  });
  const { draft, cleaned } = formReducer(typed, { type: 'left', field: 'outgoingHost' });
  expect(draft).toMatchObject({ outgoingHost: 'smtp.a.example', outgoingPort: '2525', typed: { outgoingPort: true } });
  expect(cleaned).toEqual({ outgoingHost: ['port'] });
});

it('shows what the gateway refused until the field changes', () => {
  const violations = [
    { pointer: '/settings/keepCopyOnServer', message: 'Non.' },
    { pointer: '/headers/x', message: 'Non.' },
  ];
  const refused = formReducer(start, { type: 'refused', violations });
  expect(visibleErrors(refused, null, say)).toMatchObject({ keepCopyOnServer: 'Non.' });
  const changed = formReducer(refused, { type: 'changed', change: { field: 'keepCopyOnServer', value: false } });
  expect(visibleErrors(changed, null, say)).not.toHaveProperty('keepCopyOnServer');
});

it.each([
  ['/settings/emailAddress', 'emailAddress'],
  ['/settings/incoming/port', 'incomingPort'],
  ['/settings/outgoing/username', 'outgoingUsername'],
  ['/settings/providerId', 'providerId'],
  ['/settings/url', 'exchangeUrl'],
  ['/settings/method', 'method'],
  ['/password', 'password'],
  ['/outgoingPassword', 'outgoingPassword'],
  ['/settings', null],
  ['/constructor', null],
])('finds the field of %s', (pointer, field) => {
  expect(fieldOfPointer(pointer)).toBe(field);
});
