import type { FieldName } from './draft.js';

const fields: Readonly<Record<string, FieldName>> = {
  '/method': 'method',
  '/emailAddress': 'emailAddress',
  '/providerId': 'providerId',
  '/url': 'exchangeUrl',
  '/username': 'username',
  '/password': 'password',
  '/incoming': 'incomingHost',
  '/incoming/protocol': 'incomingProtocol',
  '/incoming/host': 'incomingHost',
  '/incoming/port': 'incomingPort',
  '/incoming/security': 'incomingSecurity',
  '/keepCopyOnServer': 'keepCopyOnServer',
  '/outgoing': 'outgoingHost',
  '/outgoing/host': 'outgoingHost',
  '/outgoing/port': 'outgoingPort',
  '/outgoing/security': 'outgoingSecurity',
  '/outgoing/authentication': 'outgoingAuthentication',
  '/outgoing/username': 'outgoingUsername',
  '/outgoingPassword': 'outgoingPassword',
  '/allowCleartext': 'allowCleartext',
};

/** The field of a JSON pointer into the body of `PUT /v1/connection`, or null for one that the form does not show. */
export function fieldOfPointer(pointer: string): FieldName | null {
  const path = pointer.replace(/^\/settings(?=\/)/, '');
  return Object.hasOwn(fields, path) ? (fields[path] ?? null) : null;
}
