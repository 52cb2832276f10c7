import { setTimeout as wait } from 'node:timers/promises';
import { scriptedImapServer } from '@mail-access/testkit';
import type { DemoSubscriber } from '../start/demo-subscribers.js';
import type { PortalClient } from './portal-client.js';
import type { WholeSystem } from './whole-system.js';

/** One subscriber with passwords that nobody may ever see. */
export interface Traveller {
  readonly client: PortalClient;
  readonly mailbox: ReturnType<WholeSystem['mailbox']>;
  readonly subscriber: DemoSubscriber;
  /** Another word of the family, for what is not the right password. */
  readonly next: () => string;
  /** Looks at what is stored of the subscriber while it is. */
  readonly beforeErasure: () => Promise<void>;
}

type Journey = (traveller: Traveller) => Promise<string>;

const manual = ({ mailbox: { emailAddress, username, incoming, outgoing } }: Traveller) => ({
  ...{ method: 'manual', emailAddress, username, incoming, outgoing },
});

/** What a subscriber may meet, well or ill; each gives how it ended. */
export const journeys: Readonly<Record<string, Journey>> = {
  'the right password': async (traveller) => {
    const { client, subscriber } = traveller;
    return (await client.connect({ settings: manual(traveller), password: subscriber.password })).state;
  },
  'a wrong password': async (traveller) => {
    const run = await traveller.client.connect({ settings: manual(traveller), password: traveller.next() });
    return diagnosisOf(run);
  },
  'another password for sending': async (traveller) => {
    const { client, subscriber, next } = traveller;
    const { outgoing, ...settings } = manual(traveller);
    const different = { ...outgoing, authentication: 'different', username: 'somebody' };
    const body = { settings: { ...settings, outgoing: different }, password: subscriber.password };
    return diagnosisOf(await client.connect({ ...body, outgoingPassword: next() }));
  },
  'a wrong host': async (traveller) => {
    const incoming = { protocol: 'imap', host: '127.0.0.1', port: 1, security: 'tls' };
    const run = await traveller.client.connect({
      ...{ settings: { ...manual(traveller), incoming }, password: traveller.next() },
    });
    return diagnosisOf(run);
  },
  'a server that quotes': async (traveller) => {
    const password = traveller.next();
    await using server = await scriptedImapServer((s) => {
      s.says('* OK [CAPABILITY IMAP4rev1] ready')
        .expects(/^LOGIN /)
        .refuses(
          `NO [AUTHENTICATIONFAILED] LOGIN "${password}" (${Buffer.from(password).toString('base64')}) is wrong`,
        );
    });
    const { host, port } = server;
    const incoming = { protocol: 'imap', host, port, security: 'none' };
    const settings = { ...manual(traveller), incoming, allowCleartext: true };
    return diagnosisOf(await traveller.client.connect({ settings, password }));
  },
  'settings that are not known': async ({ client, mailbox, next }) => {
    const settings = { method: 'unknown', emailAddress: mailbox.emailAddress };
    return diagnosisOf(await client.connect({ settings, password: next() }));
  },
  'an Exchange address': async ({ client, mailbox, next }) => {
    const settings = { method: 'exchange', emailAddress: mailbox.emailAddress, url: 'https://127.0.0.1:1/ews' };
    const answer = await client.call('PUT', '/v1/connection', { settings, password: next() });
    return String(answer.status);
  },
  'a password in the wrong place': async ({ client, mailbox, next }) => {
    const { emailAddress } = mailbox;
    const settings = { method: next(), emailAddress, passwort: next() };
    const answers = [
      await client.call('PUT', '/v1/connection', { settings, password: [next()] }),
      await client.call('PUT', `/v1/connection?password=${next()}`, { note: next() }),
      await client.callWithText('PUT', '/v1/connection', `{"password":"${next()}`),
    ];
    return answers.map(({ status }) => status).join();
  },
  'a password that is replaced': async (traveller) => {
    const { client, subscriber, next } = traveller;
    await client.connect({ settings: manual(traveller), password: next() });
    return (await client.connect({ settings: manual(traveller), password: subscriber.password })).state;
  },
  'a connection that is erased': async (traveller) => {
    const { client, subscriber } = traveller;
    await client.connect({ settings: manual(traveller), password: subscriber.password });
    await traveller.beforeErasure();
    await client.call('DELETE', '/v1/connection');
    for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) {
      if ((await client.call('GET', '/v1/connection')).status === 404) return 'erased';
    }
    return 'still there';
  },
};

function diagnosisOf(run: Awaited<ReturnType<PortalClient['connect']>>): string {
  return run.steps.find(({ state }) => state === 'failed')?.diagnosis ?? run.state;
}
