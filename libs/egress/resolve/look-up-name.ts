import { Resolver } from 'node:dns/promises';
import { EgressFailure } from '../egress-failure.js';
import { untilAborted } from '../egress-deadline.js';

/** c-ares asks each server this often, waiting so long, and longer each time; a run has some 10 s for this phase. */
const attempt = { timeout: 2_000, tries: 2 };

/** How long a slow second answer is waited for when the first one has addresses. Some servers never answer AAAA. */
const secondAnswerMs = 1_000;

type Answer = { readonly addresses: readonly string[] } | { readonly code: string; readonly cause: unknown };

async function ask(query: Promise<string[]>): Promise<Answer> {
  try {
    return { addresses: await query };
  } catch (cause) {
    return { code: (cause as NodeJS.ErrnoException).code ?? '', cause };
  }
}

/** Both answers; only one, once it has addresses and the other stays silent. */
async function both(first: Promise<Answer>, second: Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    const collect = (answer: Answer): void => {
      answers.push(answer);
      if (answers.length === 2) resolve();
      else if ('addresses' in answer && answer.addresses.length > 0) timer = setTimeout(resolve, secondAnswerMs);
    };
    void first.then(collect);
    void second.then(collect);
  });
  await enough;
  clearTimeout(timer);
  return answers;
}

/** AAAA before A, alternating, as RFC 8305 §4 orders them. */
function interleaved(v6: readonly string[], v4: readonly string[]): string[] {
  return Array.from({ length: Math.max(v6.length, v4.length) }, (_, index) => [v6[index], v4[index]])
    .flat()
    .filter((address) => address !== undefined);
}

function addressesOf(answers: readonly Answer[]): string[] {
  const found = answers.flatMap((answer) => ('addresses' in answer ? answer.addresses : []));
  if (found.length > 0) {
    return interleaved(
      found.filter((address) => address.includes(':')),
      found.filter((address) => !address.includes(':')),
    );
  }
  const failures = answers.filter((answer) => 'code' in answer);
  // No such name holds for every type; no data of one type says nothing of the other (RFC 2308).
  const absent =
    failures.some(({ code }) => code === 'ENOTFOUND' || code === 'EBADNAME') ||
    failures.every(({ code }) => code === 'ENODATA');
  throw new EgressFailure(absent ? 'name-not-found' : 'resolver-unavailable', { cause: failures[0]?.cause });
}

/**
 * Asks the DNS servers for the IPv4 and IPv6 addresses of a name, at the same time and once. The file of hosts and the
 * search list of the system play no part.
 */
export async function lookUpName(name: string, servers: readonly string[], signal: AbortSignal): Promise<string[]> {
  // One resolver a look-up, because cancelling ends every query of a resolver.
  const resolver = new Resolver(attempt);
  if (servers.length > 0) resolver.setServers(servers);
  try {
    const answers = await untilAborted<readonly Answer[]>(signal, ({ resolve }) => {
      void both(ask(resolver.resolve6(name)), ask(resolver.resolve4(name))).then(resolve);
      return () => resolver.cancel();
    });
    return addressesOf(answers);
  } finally {
    resolver.cancel();
  }
}
