import { expect, it } from 'vitest';
import { parties, services } from '../definition/party.js';
import { requests } from '../registry.js';
import { natsPermissions } from './nats-permissions.js';

it('lets exactly the callers of a request publish it', () => {
  for (const request of requests) {
    const able = parties.filter((party) => natsPermissions(party).publish.allow.includes(request.subject));
    expect(able, request.subject).toEqual(parties.filter((party) => request.callers.includes(party)));
  }
});

it('lets only the owner of a request subscribe to it', () => {
  for (const request of requests) {
    const able = parties.filter((party) => natsPermissions(party).subscribe.allow.includes(request.subject));
    expect(able, request.subject).toEqual([request.service]);
  }
});

it('opens nothing of the mail gateway to the gateway of the portal', () => {
  const { publish, subscribe } = natsPermissions('api-gateway');
  const open = [...publish.allow, ...subscribe.allow];
  expect(open.filter((subject) => subject.includes('mail-gateway') || /^[*>]/.test(subject))).toEqual([]);
  expect(publish.deny).toContain('mail-gateway.>');
  expect(subscribe.deny).toContain('mail-gateway.>');
});

it('lets a service read no inbox but its own, and nobody that of a service', () => {
  for (const party of parties) {
    const { allow, deny } = natsPermissions(party).subscribe;
    const inboxes = allow.filter((subject) => subject.startsWith('_INBOX'));
    const others = parties
      .filter((other) => other !== party)
      .flatMap((other) => [`_INBOX.${other}.*`, `_INBOX.${other}.>`]);
    if ((services as readonly string[]).includes(party)) expect(inboxes).toEqual([`_INBOX.${party}.>`]);
    else expect(deny).toEqual(others);
  }
});

it('lets only the administrator create or delete streams and consumers', () => {
  for (const party of parties) {
    const whole = natsPermissions(party).publish.allow.includes('$JS.API.>');
    expect(whole, party).toBe(party === 'administrator');
  }
});

it('lets a consumer reach its own durable only', () => {
  expect(natsPermissions('credential-vault').publish.allow.filter((subject) => subject.startsWith('$JS'))).toEqual([
    '$JS.API.CONSUMER.INFO.EVENTS.credential-vault',
    '$JS.API.CONSUMER.MSG.NEXT.EVENTS.credential-vault',
    '$JS.ACK.EVENTS.credential-vault.>',
  ]);
  expect(natsPermissions('api-gateway').publish.allow.filter((subject) => subject.startsWith('$JS'))).toEqual([]);
});
