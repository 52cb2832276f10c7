import {
  discover,
  everySource,
  knowledgeOf,
  loadMxFacts,
  loadProviders,
  readAddress,
  shippedProviders,
  type DiscoveryContext,
} from '@mail-access/connection-validator';
import { createEgress } from '@mail-access/egress';
import { coverageInternet, ispdbUrl } from './discovery-coverage/coverage-internet.js';
import { judge, knownMailboxes, type KnownMailbox } from './discovery-coverage/known-mailboxes.js';
import type { Report } from './scenario.js';

const atOnce = 16;
const names = everySource.map(({ source }) => source);

/** The others ask what domains publish of themselves, which here is nothing. */
const tellingAlone = ['mx', 'ispdb', 'guess'];

type Sources = typeof everySource;
type Row = readonly [title: string, context: DiscoveryContext, sources: Sources];

/** How many domains of the published facts come to their right servers, by which source. */
const report: Report = {
  title: 'discovery-coverage: domains of the published facts whose right servers (or sign-in) are found',
  lines,
};
export default report;

async function lines(): Promise<string[]> {
  const mailboxes = knownMailboxes();
  const internet = await coverageInternet(mailboxes);
  try {
    const { dns, caPem, dial } = internet;
    const egress = createEgress({ dnsServers: [dns.server], allow: [], ca: [caPem], dial });
    const knowledge = knowledgeOf(loadProviders(shippedProviders), loadMxFacts());
    const informed: DiscoveryContext = { egress, knowledge, ispdbUrl, random: Math.random };
    const uninformed: DiscoveryContext = {
      ...informed,
      knowledge: {
        ...knowledge,
        byDomain: (domain, address, source) =>
          source === 'provider-facts' ? null : knowledge.byDomain(domain, address, source),
      },
    };
    const told = [
      `  ${totalOf(mailboxes)} domains, in an internet that is as the facts say; nobody publishes settings`,
    ];
    told.push(`  ${'sources'.padEnd(44)}${['right', 'other', 'nothing'].map((word) => word.padStart(9)).join('')}`);
    for (const row of rowsOf(informed, uninformed)) told.push(await lineOf(row, mailboxes));
    return told;
  } finally {
    await internet[Symbol.asyncDispose]();
  }
}

function rowsOf(informed: DiscoveryContext, uninformed: DiscoveryContext): Row[] {
  const without = (name: string): Sources => everySource.filter(({ source }) => source !== name);
  const only = (name: string): Sources => everySource.filter(({ source }) => source === name);
  return [
    ['provider-facts alone', informed, []],
    ['all', informed, everySource],
    ['all but provider-facts', uninformed, everySource],
    ...names.map((name): Row => [`all but provider-facts and ${name}`, uninformed, without(name)]),
    ...tellingAlone.map((name): Row => [`${name} alone`, uninformed, only(name)]),
  ];
}

const totalOf = (mailboxes: readonly KnownMailbox[]): number =>
  mailboxes.reduce((sum, { domains }) => sum + domains, 0);

async function lineOf([title, context, sources]: Row, mailboxes: readonly KnownMailbox[]): Promise<string> {
  const counts = { right: 0, other: 0, nothing: 0 };
  const waiting = [...mailboxes];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const found = await discover(readAddress(`ada@${next.domain}`), context, AbortSignal.timeout(14_000), sources);
      counts[judge(next, found)] += next.domains;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const share = `${((100 * counts.right) / totalOf(mailboxes)).toFixed(1)} %`.padStart(9);
  const numbers = Object.values(counts).map((count) => count.toLocaleString('en').padStart(9));
  return `  ${title.padEnd(44)}${numbers.join('')}${share}`;
}
