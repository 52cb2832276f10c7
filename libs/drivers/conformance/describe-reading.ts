import type { MessageSummary } from '@mail-access/driver-spec';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { IncomingTrial } from './describe-incoming-driver.js';
import { ada } from './dovecot-mailboxes.js';
import { failureOf } from './failure-of.js';

const soon = () => AbortSignal.timeout(10_000);
const tokenHeader = 'X-Test-Token';

function message(token: string, subject = 'hello'): string {
  return [
    'From: =?utf-8?q?Zo=C3=A9?= <zoe@example.test>',
    `To: ${ada.name}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString()}`,
    `${tokenHeader}: ${token}`,
    '',
    '.a line with a dot',
    '',
  ].join('\n');
}

/** What a session must do. */
export function describeReading(trial: IncomingTrial): void {
  describeLocating(trial);
  describeListing(trial);
}

function describeLocating({ connect, mailboxes }: IncomingTrial): void {
  it('locates a message that arrived after connect, by its header, and nothing before', async () => {
    const token = randomUUID();
    const session = await connect();
    expect(await session.locate({ name: tokenHeader, value: token }, soon())).toBeNull();
    await mailboxes().deliver(ada.name, message(token));
    const found = await session.locate({ name: tokenHeader.toLowerCase(), value: token }, soon());
    expect(found?.folder).toBe('INBOX');
    expect(found?.id).toMatch(/./);
    expect(await session.locate({ name: tokenHeader, value: token }, soon())).toEqual(found);
    await session.close();
  });

  it('finds no message whose header merely contains the value', async () => {
    const session = await connect();
    const token = randomUUID();
    await mailboxes().deliver(ada.name, message(`${token}-and-more`));
    expect(await session.locate({ name: tokenHeader, value: token }, soon())).toBeNull();
    await session.close();
  });

  it('gives up at once when cancelled, and closes all the same', async () => {
    const session = await connect();
    const located = session.locate({ name: tokenHeader, value: 'x' }, AbortSignal.abort());
    expect(await failureOf(located)).toMatchObject({ kind: 'cancelled', phase: 'use' });
    await session.close();
    await session.close();
  });
}

function describeListing({ connect, mailboxes }: IncomingTrial): void {
  it('lists the inbox newest first, decoded', async () => {
    await mailboxes().deliver(ada.name, message(randomUUID(), 'first'));
    await mailboxes().deliver(ada.name, message(randomUUID(), '=?iso-8859-1?b?6XTpIHBhc3Pp?='));
    const session = await connect();
    const listed: MessageSummary[] = [];
    for await (const summary of session.list('INBOX', new Date(Date.now() - 60_000), soon())) listed.push(summary);
    expect(listed.slice(0, 2).map(({ subject }) => subject)).toEqual(['été passé', 'first']);
    expect(listed[0]).toMatchObject({ folder: 'INBOX', from: 'Zoé <zoe@example.test>' });
    expect(listed[0]?.receivedAt).toBeInstanceOf(Date);
    expect(listed[0]?.size).toBeGreaterThan(100);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    await session.close();
  });

  it('lists nothing from the future', async () => {
    const session = await connect();
    for await (const _ of session.list('INBOX', new Date(Date.now() + 86_400_000), soon())) expect.unreachable();
    await session.close();
  });

  it('calls a folder that is not there mailbox-refused', async () => {
    const session = await connect();
    const listing = session.list('No such folder', new Date(0), soon())[Symbol.asyncIterator]();
    expect(await failureOf(listing.next())).toMatchObject({ kind: 'mailbox-refused', phase: 'use' });
    await session.close();
  });
}
