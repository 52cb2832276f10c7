import { expect, it } from 'vitest';
import { readAddress } from './email-address.js';
import { rankCandidates } from './rank-candidates.js';
import type { FoundServers } from './source.js';
import { shippedKnowledge } from './testing/discovery-ground.js';

const address = readAddress('ada@company.example');
let count = 0;

/** Servers of the own domain that could not be better; each of another name. */
function servers(worse: Partial<FoundServers> = {}, incoming: Partial<FoundServers['incoming']> = {}): FoundServers {
  const host = `mail-${(count += 1)}.company.example`;
  return {
    ...{ source: 'guess', trusted: true, certificate: 'verified', usernames: ['ada'], authentication: [] },
    incoming: { protocol: 'imap', host, port: 993, security: 'tls', ...incoming },
    outgoing: { host, port: 465, security: 'tls' },
    ...worse,
  };
}

const rank = (...all: FoundServers[]): (string | undefined)[] =>
  rankCandidates(all, address, shippedKnowledge()).map(({ incoming }) => incoming.host);

it.each<[string, FoundServers, FoundServers]>([
  ['trust over a certificate', servers({ certificate: 'failed' }), servers({ trusted: false })],
  [
    'a verified certificate over encryption that nobody has seen, whatever the protocol',
    servers({}, { protocol: 'pop3' }),
    servers({ certificate: 'failed' }),
  ],
  [
    'TLS over none, whatever the protocol',
    servers({ certificate: 'failed' }, { protocol: 'pop3' }),
    servers({ certificate: 'failed' }, { security: 'none' }),
  ],
  ['IMAP over POP3', servers(), servers({ source: 'autoconfig' }, { protocol: 'pop3' })],
  ['the more trusted source over the other', servers({ source: 'autoconfig' }), servers({ source: 'srv' })],
  ['TLS from the first octet over STARTTLS', servers(), servers({}, { security: 'starttls' })],
])('prefers %s', (_, better, worse) => {
  expect(rank(worse, better)).toEqual([better.incoming.host, worse.incoming.host]);
});

it('asks for a yes before a password goes to a stranger, to what nobody verified, and in clear', () => {
  const stranger = { host: 'mail.stranger.example', port: 993, security: 'tls' } as const;
  const needing = [
    servers({ incoming: { protocol: 'imap', ...stranger } }),
    servers({ outgoing: stranger }),
    servers({ certificate: 'failed' }),
    servers({}, { security: 'none' }),
  ];
  const asked = needing.map((found) => rankCandidates([found], address, shippedKnowledge())[0]?.needsConfirmation);
  expect(asked).toEqual([true, true, true, true]);
  expect(rankCandidates([servers()], address, shippedKnowledge())[0]?.needsConfirmation).toBe(false);
});
