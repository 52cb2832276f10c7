import type { Diagnosis, MailServers, StepDiscovery, StepId, Validation } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../connection-form/draft.js';
import { draftOfWay, otherWays } from './other-way.js';

const servers: MailServers = {
  incoming: { protocol: 'imap', host: 'imap.hosting.example', port: 1993, security: 'tls', username: 'ada' },
  outgoing: { host: 'smtp.hosting.example', port: 587, security: 'starttls', username: 'ada' },
};
const exchangeUrl = 'https://mail.example.com/EWS/Exchange.asmx';

function failedRun(
  id: StepId,
  diagnosis: Diagnosis,
  discovery?: Omit<StepDiscovery, 'findings'>,
): Pick<Validation, 'steps'> {
  const found = discovery && { discovery: { findings: [], ...discovery } };
  return { steps: [{ id, title: id, state: 'failed', elapsedMs: 0, diagnosis, ...found }] };
}

describe('where a failed run leads', () => {
  it.each([
    ['servers that were typed', failedRun('incoming-sign-in', 'credentials-rejected'), [], false],
    [
      'a wrong password at found servers',
      failedRun('find-settings', 'credentials-rejected', { servers }),
      ['manual'],
      false,
    ],
    ['nothing found', failedRun('find-settings', 'settings-not-found', {}), ['manual'], true],
    [
      'a mailbox that Google or Microsoft opens',
      failedRun('find-settings', 'oauth-required', {}),
      ['hosted', 'manual'],
      true,
    ],
    [
      'nothing but Exchange',
      failedRun('find-settings', 'provider-unsupported', { exchangeUrl }),
      ['manual', 'exchange'],
      true,
    ],
    [
      'an Exchange server that was found',
      failedRun('find-endpoint', 'provider-unsupported', { exchangeUrl }),
      ['manual'],
      true,
    ],
    ['an Exchange server that answers no more', failedRun('find-endpoint', 'connection-timed-out'), ['manual'], false],
    [
      'an Exchange address at Microsoft 365',
      failedRun('find-endpoint', 'oauth-required', {}),
      ['hosted', 'manual'],
      true,
    ],
  ] as const)('%s', (_, run, ways, first) => {
    expect(otherWays(run)).toEqual({ ways, first });
  });
});

describe('the form of another way', () => {
  const draft = { ...emptyDraft, emailAddress: 'ada@example.com', password: 'secret' };

  it('has in manual settings what was found, and keeps the password', () => {
    const run = failedRun('find-settings', 'settings-not-found', { servers });
    const { draft: manual, focus } = draftOfWay(draft, run, 'manual');
    expect(manual).toMatchObject({
      ...{ method: 'manual', emailAddress: 'ada@example.com', username: 'ada', password: 'secret' },
      ...{ incomingHost: 'imap.hosting.example', incomingPort: '1993', incomingSecurity: 'tls' },
      ...{ outgoingHost: 'smtp.hosting.example', outgoingPort: '587', outgoingAuthentication: 'same' },
      typed: { username: true, incomingPort: true },
    });
    expect(focus).toBe(null);
  });

  it.each([
    [undefined, 'none', ''],
    ['ada', 'same', 'ada'],
    ['ada@example.com', 'different', 'ada@example.com'],
  ] as const)('signs in to the outgoing server as it was found: %j', (username, authentication, outgoingUsername) => {
    const { username: _, ...outgoing } = servers.outgoing;
    const found = { ...servers, outgoing: { ...outgoing, ...(username && { username }) } };
    const run = failedRun('find-settings', 'settings-not-found', { servers: found });
    expect(draftOfWay(draft, run, 'manual').draft).toMatchObject({
      outgoingAuthentication: authentication,
      outgoingUsername,
    });
  });

  it('begins manual settings at the first server when none was found', () => {
    const { draft: manual, focus } = draftOfWay(draft, failedRun('find-settings', 'settings-not-found', {}), 'manual');
    expect(manual).toMatchObject({ method: 'manual', username: 'ada@example.com', incomingHost: '' });
    expect(focus).toBe('incomingHost');
  });

  it('has the Exchange server that was found', () => {
    const run = failedRun('find-settings', 'provider-unsupported', { exchangeUrl });
    expect(draftOfWay(draft, run, 'exchange')).toMatchObject({
      draft: { method: 'exchange', exchangeUrl },
      focus: 'exchangeUrl',
    });
  });

  it('begins at the list of providers for a sign-in of their own', () => {
    const run = failedRun('find-settings', 'oauth-required', {});
    expect(draftOfWay(draft, run, 'hosted')).toMatchObject({ draft: { method: 'hosted' }, focus: 'providerId' });
  });
});
