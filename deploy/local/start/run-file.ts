import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Party } from '@mail-access/contracts';
import type { DovecotPorts } from '../launch/dovecot-configuration.js';
import type { Issuer } from '../issuer/issuer.js';
import { mailboxSettings } from '../mailbox/demo-mailboxes.js';
import type { DemoSubscriber } from './demo-subscribers.js';
import type { Keys } from './keys.js';

const TOKEN_SECONDS = 30 * 86_400;

/** What a program needs to use the local run, as `.local/run.json` holds it. */
export interface RunFile {
  portalUrl: string;
  apiUrl: string;
  natsUrl: string;
  issuerUrl: string;
  telephony: PartyAccess;
  administrator: PartyAccess;
  subscribers: RunSubscriber[];
  services: { name: string; pid: number; readyMs: number }[];
  /** PostgreSQL, NATS and Dovecot. */
  servers: { name: string; pid: number }[];
  logDirectory: string;
  /** PEM of the authority that signed the demo mail server's certificate. */
  caFile: string;
}

/** A user of NATS; it may receive on subjects below `inboxPrefix` only. */
export interface NatsAccess {
  user: string;
  password: string;
  inboxPrefix: string;
}

/** The credentials by themselves and, for programs that look for the name of the bus, under `nats`. */
export type PartyAccess = NatsAccess & { nats: NatsAccess };

export interface RunSubscriber {
  name: string;
  tenantId: string;
  subscriberId: string;
  language: string;
  entitlements: readonly string[];
  /** For the gateway; valid for 30 days. */
  token: string;
  mailbox: ReturnType<typeof mailboxSettings>;
}

export function natsAccess(keys: Keys, party: Party): PartyAccess {
  const access = { user: party, password: keys.natsPassword(party), inboxPrefix: `_INBOX.${party}` };
  return { ...access, nats: access };
}

export function runSubscribers(
  subscribers: readonly DemoSubscriber[],
  ports: DovecotPorts,
  issuer: Issuer,
): Promise<RunSubscriber[]> {
  return Promise.all(
    subscribers.map(async (subscriber) => {
      const { name, tenantId, subscriberId, language, entitlements } = subscriber;
      const token = await issuer.accessToken(subscriber, TOKEN_SECONDS);
      return {
        name,
        tenantId,
        subscriberId,
        language,
        entitlements,
        token,
        mailbox: mailboxSettings(subscriber, ports),
      };
    }),
  );
}

/** Writes the file whole or not at all: it holds credentials and is readable by its owner only. */
export function writeRunFile(path: string, content: RunFile): void {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, path);
}
