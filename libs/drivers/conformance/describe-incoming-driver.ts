import { plainAttempt, type IncomingDriver, type MailSession, type ServerAddress } from '@mail-access/driver-spec';
import { Secret } from '@mail-access/secret';
import type { DovecotServer } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { ada, dave, eve, startMailboxes, zoe, type Mailboxes } from './dovecot-mailboxes.js';
import { loopbackEgress } from './loopback-egress.js';
import { describeReading } from './describe-reading.js';
import { describeSignIn } from './describe-sign-in.js';

export interface IncomingSubject {
  readonly driver: IncomingDriver;
  /** The ports of that protocol: with STARTTLS, and with TLS from the first byte. */
  readonly ports: (dovecot: DovecotServer) => { readonly plain: number; readonly tls: number };
}

/** A driver at the mailboxes of one Dovecot. */
export interface IncomingTrial {
  readonly mailboxes: () => Mailboxes;
  /** Signs in as Ada over STARTTLS, unless told otherwise. */
  readonly connect: (options?: {
    user?: { name: string; password: string };
    security?: ServerAddress['security'];
    host?: string;
    signal?: AbortSignal;
  }) => Promise<MailSession>;
}

/** What every driver that reads mail must do, against a real Dovecot. */
export function describeIncomingDriver({ driver, ports }: IncomingSubject): void {
  describe(`${driver.protocol} at Dovecot`, () => {
    let running: Mailboxes | undefined;
    const mailboxes = () => running ?? expect.unreachable('Dovecot runs');
    beforeAll(async () => {
      running = await startMailboxes();
    });
    afterAll(() => running?.[Symbol.asyncDispose]());
    const trial: IncomingTrial = {
      mailboxes,
      connect({ user = ada, security = 'starttls', host = '127.0.0.1', signal = AbortSignal.timeout(10_000) } = {}) {
        const { plain, tls } = ports(mailboxes().dovecot);
        const server = { host, port: security === 'tls' ? tls : plain, security };
        const credential = { username: user.name, password: Secret.of(user.password) };
        return driver.connect(server, credential, plainAttempt(loopbackEgress, signal));
      },
    };
    describeSignIn(trial, [ada, dave, zoe, eve]);
    describeReading(trial);
  });
}
