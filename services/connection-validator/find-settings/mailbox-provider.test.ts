import { createEgress, type RecordEgress } from '@mail-access/egress';
import { scriptedDns, type ScriptedDns } from '@mail-access/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadProviders, shippedProviders } from '../providers/load-providers.js';
import { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { mailboxProvider } from './mailbox-provider.js';

const catalogue = new ProviderCatalogue(loadProviders(shippedProviders));

let dns: ScriptedDns;
let records: RecordEgress;
beforeEach(async () => {
  dns = await scriptedDns();
  records = createEgress({ dnsServers: [dns.server], allow: [] });
});
afterEach(() => dns[Symbol.asyncDispose]());

async function whoRuns(bought: string, emailAddress: string, signal = AbortSignal.timeout(5_000)): Promise<string> {
  const provider = catalogue.find(bought);
  if (provider === null) throw new Error(`there is no ${bought}`);
  return (await mailboxProvider(provider, emailAddress, { catalogue, records }, signal)).id;
}

describe('a mailbox bought at GoDaddy', () => {
  it('is one of Microsoft 365 when its mail goes there first', async () => {
    dns.says('company.example', {
      MX: [
        { preference: 20, exchange: 'mailstore1.secureserver.net' },
        { preference: 0, exchange: 'company-example.mail.protection.outlook.com' },
      ],
    });
    expect(await whoRuns('godaddy', 'ada@Company.example')).toBe('microsoft-365');
  });

  it.each([
    ['its own exchanger', 'smtp.secureserver.net'],
    ['the gateway of somebody else', 'eu-smtp-inbound-1.mimecast.com'],
    ['a name that only looks like Microsoft', 'notmail.protection.outlook.com.attacker.example'],
    ['a provider whose mailboxes it does not sell', 'aspmx.l.google.com'],
  ])('is one of GoDaddy by %s', async (_, exchange) => {
    dns.says('company.example', { MX: [{ preference: 0, exchange }] });
    expect(await whoRuns('godaddy', 'ada@company.example')).toBe('godaddy');
  });

  it.each(['NXDOMAIN', 'SERVFAIL', {}] as const)('is one of GoDaddy when its domain answers %s', async (turn) => {
    dns.says('company.example', turn);
    expect(await whoRuns('godaddy', 'ada@company.example')).toBe('godaddy');
  });

  it('is not waited for when the run is stopped', async () => {
    dns.says('company.example', 'silence');
    const stop = new AbortController();
    const asking = whoRuns('godaddy', 'ada@company.example', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(asking).rejects.toThrow('stopped');
  });
});

it('nobody is asked about a provider that only has mailboxes of its own', async () => {
  expect(await whoRuns('yahoo', 'ada@company.example')).toBe('yahoo');
  expect(await whoRuns('godaddy', 'ada@secureserver.net')).toBe('godaddy');
  expect(dns.questions).toEqual([]);
});

it.each([
  ['company-example.o-v1.mx.microsoft', 'microsoft-365'],
  ['outlook-com.olc.protection.outlook.com', 'outlook'],
  ['mx-aol.mail.gm0.yahoodns.net', 'aol'],
  ['mta5.am0.yahoodns.net', 'yahoo'],
  ['ALT1.aspmx.l.google.com', 'google'],
])('the exchanger %s is one of %s', (exchanger, id) => {
  expect(catalogue.ofExchanger(exchanger)?.id).toBe(id);
});
