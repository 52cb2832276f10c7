import {
  plainAttempt,
  type ServerAddress,
  type SubmissionDriver,
  type SubmissionSession,
} from '@mail-access/driver-spec';
import { Secret } from '@mail-access/secret';
import { startPostfix, temporaryDirectory, type PostfixServer } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada, dave, eve, startMailboxes, zoe, type Mailboxes } from './dovecot-mailboxes.js';
import { failureOf } from './failure-of.js';
import { localhostCertificate, loopbackEgress } from './loopback-egress.js';

const messageSizeLimit = 20_000;

/** What every driver that sends mail must do, against a real Postfix and the submission service of a real Dovecot. */
export function describeSubmissionDriver(driver: SubmissionDriver): void {
  describe(`${driver.protocol} at Postfix and Dovecot`, () => {
    const directory = temporaryDirectory();
    let mailboxes: Mailboxes;
    let postfix: PostfixServer;
    beforeAll(async () => {
      mailboxes = await startMailboxes();
      postfix = await startPostfix({
        directory: directory.path,
        mailboxes: [ada.name, 'zoe@example.test'],
        dovecot: mailboxes.dovecot,
        certificate: localhostCertificate,
        messageSizeLimit,
      });
    });
    afterAll(async () => {
      await postfix.stop();
      await mailboxes[Symbol.asyncDispose]();
      directory.remove();
    });
    const connect: Connect = (where, user) => {
      const server = { host: '127.0.0.1', ...where(postfix, mailboxes) };
      const credential = user && { username: user.name, password: Secret.of(user.password) };
      return driver.connect(server, credential, plainAttempt(loopbackEgress, AbortSignal.timeout(10_000)));
    };
    describeWaysIn(connect);
    describeSending(connect);
  });
}

type Where = (
  postfix: PostfixServer,
  mailboxes: Mailboxes,
) => Pick<ServerAddress, 'port' | 'security'> & { host?: string };
type Connect = (where: Where, user: { name: string; password: string } | null) => Promise<SubmissionSession>;

const submission: Where = (postfix) => ({ port: postfix.submission, security: 'starttls' });

function describeWaysIn(connect: Connect): void {
  it.each<[string, Where]>([
    ['Postfix over STARTTLS', submission],
    ['Postfix over TLS', (postfix) => ({ port: postfix.submissions, security: 'tls' })],
    ['Dovecot over STARTTLS', (_, { dovecot }) => ({ port: dovecot.submission, security: 'starttls' })],
    ['Dovecot over TLS', (_, { dovecot }) => ({ port: dovecot.submissions, security: 'tls' })],
    ['Dovecot in clear', (_, { dovecot }) => ({ port: dovecot.submission, security: 'none' })],
  ])('signs in at %s', async (_name, where) => {
    const session = await connect(where, ada);
    await session.close();
  });

  it.each([dave, zoe, eve])('signs in as $name', async (user) => {
    const session = await connect(submission, user);
    await session.close();
  });

  it('calls a wrong password sign-in-refused, with what the server said', async () => {
    const failure = await failureOf(connect(submission, { ...ada, password: 'wrong' }));
    expect(failure).toMatchObject({ kind: 'sign-in-refused', phase: 'sign-in', reply: { code: '535 5.7.8' } });
  });

  it('sends no password in clear to a server that wants TLS first: sign-in-needs-encryption', async () => {
    const clear: Where = (postfix) => ({ port: postfix.submission, security: 'none' });
    expect(await failureOf(connect(clear, ada))).toMatchObject({ kind: 'sign-in-needs-encryption', phase: 'sign-in' });
  });

  it('calls a server without AUTH sign-in-method-missing', async () => {
    const open: Where = (postfix) => ({ port: postfix.smtp, security: 'starttls' });
    expect(await failureOf(connect(open, ada))).toMatchObject({ kind: 'sign-in-method-missing', phase: 'sign-in' });
  });
}

function describeSending(connect: Connect): void {
  const soon = () => AbortSignal.timeout(10_000);
  const message = Buffer.from('Subject: hello\n\n.dots\n..and lines\n');
  const envelope = { from: ada.name, to: [ada.name] };

  it.each<[string, Where, { name: string; password: string } | null]>([
    ['signed in', submission, ada],
    ['without signing in', (postfix) => ({ port: postfix.smtp, security: 'starttls' }), null],
  ])('sends a message %s, and another', async (_how, where, user) => {
    const session = await connect(where, user);
    expect((await session.send(envelope, message, soon())).code).toBe('250 2.0.0');
    expect((await session.send(envelope, message, soon())).text).toMatch(/queued/);
    await session.close();
  });

  it('tells what was refused: sender, recipient or message; the session goes on', async () => {
    const session = await connect(submission, ada);
    const strange = session.send({ ...envelope, from: 'zoe@example.test' }, message, soon());
    // Postfix judges the sender when it knows the recipient: only the text tells them apart.
    expect(await failureOf(strange)).toMatchObject({ phase: 'use', reply: { code: '553 5.7.1' } });
    const nobody = session.send({ ...envelope, to: ['nobody@example.test'] }, message, soon());
    expect(await failureOf(nobody)).toMatchObject({ kind: 'recipient-refused', reply: { code: '550 5.1.1' } });
    const large = session.send(envelope, Buffer.alloc(messageSizeLimit * 2, 'a\n'), soon());
    expect(await failureOf(large)).toMatchObject({ kind: 'message-refused', reply: { code: '552 5.3.4' } });
    expect((await session.send(envelope, message, soon())).code).toBe('250 2.0.0');
    await session.close();
  });
}
