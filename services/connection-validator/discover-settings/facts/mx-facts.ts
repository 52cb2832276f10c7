import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DiscoveredAuthentication, IncomingServer, OutgoingServer } from '@mail-access/contracts';
import { z } from 'zod';
import { UsernameForm } from '../../providers/provider.js';

/** One line of `mx.jsonl`: who takes mail for domains whose mail exchanger ends so. */
const MxFacts = z.strictObject({
  /** A suffix on a label boundary. `{region}` stands for a region of AWS and is handed on to the hosts, `*` for digits. */
  suffix: z.string().min(1),
  /** `filtering-gateway`: it filters for somebody else, and says nothing of where the mailbox is. */
  kind: z.enum(['mailbox', 'filtering-gateway', 'no-open-protocol']),
  provider: z.string().min(1),
  incoming: z.array(IncomingServer.extend({ host: z.string() })).default([]),
  outgoing: z.array(OutgoingServer.pick({ port: true, security: true }).extend({ host: z.string() })).default([]),
  username: UsernameForm.default('address'),
  authentication: z.array(DiscoveredAuthentication).default([]),
  source: z.string().min(1),
});
export type MxFacts = z.infer<typeof MxFacts>;

// Beside the sources and, from what is built of them, three levels up.
const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../../discover-settings/facts/' : './',
  import.meta.url,
);

/** The facts that this service ships with. @throws Error that names the line */
export function loadMxFacts(path = fileURLToPath(new URL('mx.jsonl', folder))): MxFacts[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const facts = MxFacts.safeParse(JSON.parse(line));
    if (!facts.success) throw new Error(`${path}:${index + 1}: ${z.prettifyError(facts.error)}`);
    return [facts.data];
  });
}

// As "us-east-1" and "us-gov-west-1"; any label would let "inbound-smtp.mail.amazonaws.com" name a host that nobody has.
const region = '(?<region>[a-z]{2}(?:-[a-z]+)+-[0-9])';

function patternOf(suffix: string): RegExp {
  const escaped = suffix.replace(/[.]/g, '\\.').replace('{region}', region).replace('*', '[0-9]*');
  return new RegExp(`(?:^|\\.)${escaped}$`);
}

/** Finds the facts of a mail exchanger: the longest suffix that fits, hosts filled in; null when none does. */
export function mxFactsFinder(all: readonly MxFacts[]): (exchange: string) => MxFacts | null {
  const patterns = all
    .map((facts) => ({ facts, pattern: patternOf(facts.suffix) }))
    .toSorted((one, other) => other.facts.suffix.length - one.facts.suffix.length);
  return (exchange) => {
    for (const { facts, pattern } of patterns) {
      const match = pattern.exec(exchange);
      if (match === null) continue;
      const fill = <S extends { host: string }>(server: S): S => ({
        ...server,
        host: server.host.replace('{region}', match.groups?.['region'] ?? ''),
      });
      return { ...facts, incoming: facts.incoming.map(fill), outgoing: facts.outgoing.map(fill) };
    }
    return null;
  };
}
