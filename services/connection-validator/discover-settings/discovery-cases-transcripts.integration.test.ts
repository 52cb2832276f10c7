import type { ManualSettings, Validation } from '@mail-access/contracts';
import { createCertificateAuthority } from '@mail-access/testkit';
import type { TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { casesOf, type DiscoveryCase } from './testing/discovery-cases.js';
import { startServiceGround, type CaseNetwork, type ServiceGround } from './testing/service-ground.js';
import { transcriptServer, type TranscriptLine } from './testing/transcript-server.js';

let ground: ServiceGround;
let network: CaseNetwork;
const servers: Awaited<ReturnType<typeof transcriptServer>>[] = [];
beforeAll(async () => void (ground = await startServiceGround()));
beforeEach(async () => void (network = await ground.network()));
afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});
afterAll(() => ground.stop());

type Security = 'tls' | 'starttls' | 'none';
const securities: Record<string, Security> = { SSL: 'tls', STARTTLS: 'starttls', none: 'none' };
const ports = { imap: { tls: 993, other: 143 }, pop3: { tls: 995, other: 110 }, smtp: { tls: 465, other: 587 } };
/** A name, a password or a mailbox, said before it may be. */
const said = /LOGIN|AUTH|USER|PASS|SELECT|EXAMINE|secret/i;

/** The step at which each case ends, and its diagnosis in our words. */
const ends: Record<string, string> = {
  'transcript-imap-003': 'incoming-sign-in server-misbehaved',
  'transcript-imap-005': 'incoming-secure certificate-untrusted',
  'transcript-imap-006': 'incoming-resolve address-not-found',
  'transcript-imap-007': 'incoming-connect server-misbehaved',
  'transcript-imap-009': 'incoming-secure encryption-unavailable',
  'transcript-imap-010': 'incoming-secure encryption-unavailable',
  'transcript-imap-013': 'incoming-sign-in wrong-security-mode',
  'transcript-pop3-004': 'incoming-secure encryption-unavailable',
  'transcript-pop3-007': 'incoming-sign-in protocol-disabled',
  'transcript-smtp-002': 'outgoing-sign-in credentials-rejected',
  'transcript-smtp-007': 'outgoing-sign-in oauth-required',
  // Signed in already, so that signing in is not what is missing.
  'transcript-smtp-011': 'send-test-message recipient-refused',
  'transcript-smtp-012': 'send-test-message wrong-security-mode',
  // A full mailbox takes no message: as the same words of the other protocols.
  'transcript-smtp-013': 'send-test-message message-refused',
  'transport-003': 'incoming-secure wrong-security-mode',
  'transport-004': 'incoming-secure tls-too-old',
  'transport-005': 'incoming-secure certificate-expired',
  'transport-008': 'incoming-secure certificate-untrusted',
  'transport-009': 'incoming-connect connection-refused',
};

const hostOf = { imap: 'imap.example.com', pop3: 'pop.example.com', smtp: 'smtp.example.com' };

async function certificateFor(host: string): Promise<TlsOptions> {
  const { certPem, keyPem } = await network.internet.certificate([host]);
  return { cert: certPem, key: keyPem };
}

function settingsFor(incoming: Partial<ManualSettings['incoming']>, outgoing: Partial<ManualSettings['outgoing']>) {
  const usual = { host: hostOf.imap, port: 993, security: 'tls' } as const;
  return {
    ...({ method: 'manual', emailAddress: 'jo@example.com', username: 'jo', allowCleartext: true } as const),
    incoming: { protocol: 'imap', ...usual, ...incoming },
    outgoing: { ...usual, host: hostOf.smtp, port: 465, authentication: 'same', ...outgoing },
  } satisfies ManualSettings;
}

async function validate(settings: ManualSettings): Promise<Validation> {
  const subscriber = ground.service.subscriber();
  const { validationId } = await subscriber.save(settings, 'secret');
  return subscriber.finished(validationId);
}

const endOf = (run: Validation): string => {
  const step = run.steps.find(({ state }) => state === 'failed');
  return `${step?.id} ${step?.diagnosis}`;
};

async function play(protocol: 'imap' | 'pop3' | 'smtp', { input }: DiscoveryCase) {
  const script = input['script'] as TranscriptLine[];
  // Two transcripts begin behind STARTTLS, without having offered it.
  const offered = protocol !== 'smtp';
  const security = offered ? (securities[input['tlsSetting'] as string] ?? 'none') : 'tls';
  const port = security === 'tls' ? ports[protocol].tls : ports[protocol].other;
  const host = hostOf[protocol];
  const certificate = await certificateFor(host);
  const stranger = await createCertificateAuthority();
  const untrusted = await stranger.issue({ names: [host] });
  const server = await transcriptServer(script, {
    protocol,
    ...(security === 'tls' && { tls: certificate }),
    startTls: { cert: untrusted.certPem, key: untrusted.keyPem },
  });
  servers.push(server);
  if (script[0]?.dns === undefined) network.internet.realServer(host, port, server.port);
  return { server, place: { host, port, security } };
}

function expectEnd(run: Validation, { id, expected }: DiscoveryCase): void {
  expect(endOf(run)).toBe(ends[id]);
  const failed = run.steps.find(({ state }) => state === 'failed');
  if (expected['serverText'] !== undefined) expect(failed?.serverText).toBe(expected['serverText']);
}

it.each([...casesOf('transcript-imap'), ...casesOf('transcript-pop3')])('%s', async (_, one) => {
  const protocol = one.group === 'transcript-imap' ? 'imap' : 'pop3';
  const { server, place } = await play(protocol, one);
  expectEnd(await validate(settingsFor({ protocol, ...place }, {})), one);
  if (one.expected['mustNot'] !== undefined) expect(server.heard.filter((line) => said.test(line))).toEqual([]);
});

it.each(casesOf('transcript-smtp'))('%s', async (_, one) => {
  const tls = await certificateFor(hostOf.imap);
  const ready = [{ s: '* OK IMAP4rev1 ready' }];
  const mailbox = await transcriptServer(ready, { protocol: 'imap', otherwise: 'takes', tls });
  servers.push(mailbox);
  network.internet.realServer(hostOf.imap, 993, mailbox.port);
  const { place } = await play('smtp', one);
  expectEnd(await validate(settingsFor({}, place)), one);
});

const oldTls = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;

/** Puts at port 993 what the case has there. */
async function transportOf(id: string): Promise<void> {
  const host = hostOf.imap;
  const greets = async (tls?: TlsOptions): Promise<void> => {
    const server = await transcriptServer([{ s: '* OK dovecot ready' }], { protocol: 'imap', ...(tls && { tls }) });
    servers.push(server);
    network.internet.realServer(host, 993, server.port);
  };
  if (id === 'transport-003') return greets();
  if (id === 'transport-004') return greets({ ...(await certificateFor(host)), ...oldTls });
  if (id === 'transport-005') {
    const certificate = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    return network.internet.mailServer(host, 993, { protocol: 'imap', security: 'tls', certificate });
  }
  if (id === 'transport-008') {
    // What a client sees of a chain with a gap: an issuer that it does not know.
    const stranger = await createCertificateAuthority();
    const { certPem, keyPem } = await stranger.issue({ names: [host] });
    return greets({ cert: certPem, key: keyPem });
  }
  network.internet.knows(host, { A: ['93.184.216.99'] });
}

it.each(casesOf('transport'))('%s', async (_, one) => {
  await transportOf(one.id);
  expectEnd(await validate(settingsFor({}, {})), one);
  const heard = [...network.internet.heard, ...servers.flatMap((server) => server.heard)];
  expect(heard.filter((line) => said.test(line))).toEqual([]);
});
