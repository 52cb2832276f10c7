import { type Draft, type FieldName, type FollowingField, usesCleartext } from './draft.js';
import { incomingPort, outgoingPort } from './port-rules.js';

export type DraftChange = { [K in FieldName]: { readonly field: K; readonly value: Draft[K] } }[FieldName];

const following: readonly string[] = ['username', 'incomingPort', 'outgoingPort'] satisfies FollowingField[];

/**
 * The form after one change by the subscriber: the user name follows the address, and each port its protocol and
 * security, until the subscriber types in them; emptied, they follow again.
 */
export function changeDraft(draft: Draft, { field, value }: DraftChange): Draft {
  // Choosing a provider is choosing the hosted way, from wherever it was proposed.
  const method = field === 'providerId' ? 'hosted' : draft.method;
  const changed: Draft = { ...draft, method, [field]: value };
  const typed = following.includes(field) ? typedAfter(changed, field as FollowingField, value as string) : draft.typed;
  // Consent is given for what is on the page now; a subscriber who comes back to cleartext is asked again.
  const allowCleartext = usesCleartext(changed) ? changed.allowCleartext : false;
  // It was given for the servers of one address.
  const confirmedHosts = field === 'emailAddress' ? [] : changed.confirmedHosts;
  return follow({ ...changed, typed, allowCleartext, confirmedHosts }, field);
}

function typedAfter(draft: Draft, field: FollowingField, value: string): Draft['typed'] {
  const { [field]: _, ...others } = draft.typed;
  return value === '' ? others : { ...others, [field]: true };
}

function follow(draft: Draft, changed: FieldName): Draft {
  const { typed } = draft;
  // A field that is being emptied stays empty under the cursor; it is filled when something that it follows changes.
  const follows = (field: FollowingField) => changed !== field && typed[field] === undefined;
  return {
    ...draft,
    // Only manual settings name a user name that is the address.
    username: follows('username') ? (draft.method === 'manual' ? draft.emailAddress.trim() : '') : draft.username,
    incomingPort: follows('incomingPort')
      ? incomingPort(draft.incomingProtocol, draft.incomingSecurity)
      : draft.incomingPort,
    outgoingPort: follows('outgoingPort') ? outgoingPort(draft.outgoingSecurity) : draft.outgoingPort,
  };
}
