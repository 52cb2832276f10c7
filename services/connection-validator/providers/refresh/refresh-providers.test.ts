import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFacts } from '../load-providers.js';
import { refreshProviders, type FactsFiles } from './refresh-providers.js';

const example = `<?xml version="1.0"?>
<clientConfig version="1.1">
  <!-- a comment with <elements> -->
  <emailProvider id="Example.org">
    <domain>Example.org</domain><domain>example.net</domain>
    <displayName>Example &amp; S&#xF8;ns</displayName>
    <incomingServer type="pop3">
      <hostname>pop.example.org</hostname><port>995</port><socketType>SSL</socketType>
      <username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication>
    </incomingServer>
    <incomingServer type="imap">
      <hostname>%EMAILDOMAIN%</hostname><port>143</port><socketType>STARTTLS</socketType>
      <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication>
      <authentication>password-cleartext</authentication>
    </incomingServer>
    <incomingServer type="imap">
      <hostname>krb.example.org</hostname><port>993</port><socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username><authentication>GSSAPI</authentication>
    </incomingServer>
    <incomingServer type="exchange"><hostname>ews.example.org</hostname></incomingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.example.org</hostname><port>587</port><socketType>STARTTLS</socketType>
      <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication>
    </outgoingServer>
    <enable visiturl="https://example.org/imap"><instruction>Turn it on</instruction></enable>
    <documentation url="http://example.org/old"/>
    <documentation url="https://example.org/help"><descr lang="en">Help</descr></documentation>
  </emailProvider>
</clientConfig>`;

let folder: string;
let files: FactsFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'providers-'));
  files = { ispdb: join(folder, 'ispdb.jsonl'), deltaChat: join(folder, 'delta-chat.jsonl') };
});
afterEach(() => rmSync(folder, { recursive: true }));

function upstream(documents: Record<string, string>): string {
  const path = join(folder, 'ispdb');
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(documents)) writeFileSync(join(path, name), text);
  return path;
}

describe('refreshing from a folder of the ISPDB', () => {
  it('keeps what our form has, and nothing else', () => {
    refreshProviders(upstream({ 'example.org.xml': example }), files);
    expect(readFacts(files.ispdb)).toEqual([
      {
        id: 'example.org',
        name: 'Example & Søns',
        domains: ['example.org', 'example.net'],
        incoming: [
          {
            protocol: 'pop3',
            host: 'pop.example.org',
            port: 995,
            security: 'tls',
            username: 'local-part',
            signIn: 'password',
          },
          {
            protocol: 'imap',
            host: '{domain}',
            port: 143,
            security: 'starttls',
            username: 'address',
            signIn: 'password',
          },
        ],
        outgoing: [
          { host: 'smtp.example.org', port: 587, security: 'starttls', username: 'address', signIn: 'oauth2' },
        ],
        needsPreparation: true,
        preparationLink: 'https://example.org/imap',
        helpLinks: ['https://example.org/help'],
      },
    ]);
  });

  it('says what changed, and writes the same bytes for the same source', () => {
    const source = upstream({ 'example.org.xml': example, 'b.xml': example.replaceAll('xample.', 'lse.') });
    expect(refreshProviders(source, files)).toEqual([
      'ispdb.jsonl: 2 providers, 2 added, 0 removed, 0 changed',
      '+ else.org',
      '+ example.org',
    ]);
    const bytes = readFileSync(files.ispdb, 'utf8');
    expect(refreshProviders(source, files)).toEqual(['ispdb.jsonl: 2 providers, 0 added, 0 removed, 0 changed']);
    expect(readFileSync(files.ispdb, 'utf8')).toBe(bytes);

    upstream({ 'example.org.xml': example.replace('995', '110'), 'b.xml': '<clientConfig/>' });
    expect(refreshProviders(source, files)).toEqual([
      'ispdb.jsonl: 1 providers, 0 added, 1 removed, 1 changed',
      '- else.org',
      '~ example.org: incoming',
    ]);
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><clientConfig/>'],
    ['elements that do not close in order', '<clientConfig><emailProvider></clientConfig>'],
    ['a document that is cut', '<clientConfig>'],
  ])('refuses %s, and names the file', (_, text) => {
    const source = upstream({ 'bad.xml': text });
    expect(() => refreshProviders(source, files)).toThrow('bad.xml cannot be read');
  });
});

describe('refreshing from a JSON file', () => {
  it('tells providers apart that share an id, and keeps the other source in its own file', () => {
    const server = { host: 'mail.example.org', port: 993, socket: 'SSL', auth: ['password-cleartext'] };
    const provider = (domain: string): object => ({
      ...{ id: 'example', name: domain, domains: [domain] },
      incoming: [{ type: 'imap', ...server }],
      outgoing: [{ type: 'smtp', ...server }],
    });
    const chat = { hostname: 'chat.example', port: 993, socket: 'SSL' };
    const preparation = [
      {
        id: 'chat',
        status: 'PREPARATION',
        domains: ['chat.example', '*.x'],
        server: [
          { type: 'imap', ...chat },
          { type: 'smtp', ...chat },
        ],
      },
      { id: 'closed', status: 'BROKEN', domains: ['closed.example'], server: [] },
    ];
    const source = join(folder, 'facts.json');
    writeFileSync(source, JSON.stringify({ providers: [provider('b.example'), provider('a.example')], preparation }));
    refreshProviders(source, files);
    expect(readFacts(files.ispdb).map(({ id }) => id)).toEqual(['a.example', 'b.example']);
    expect(readFacts(files.deltaChat)).toMatchObject([
      { id: 'chat', domains: ['chat.example'], needsPreparation: true },
    ]);
  });
});
