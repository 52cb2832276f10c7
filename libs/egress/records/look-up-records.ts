import { Resolver } from 'node:dns/promises';
import { readHost } from '../addresses/read-host.js';
import { untilAborted } from '../egress-deadline.js';
import { EgressFailure } from '../egress-failure.js';

/** RFC 5321 §5.1. `exchange` is empty when the domain takes no mail (RFC 7505). */
export interface MxRecord {
  readonly preference: number;
  readonly exchange: string;
}

/** RFC 2782. `target` is empty when the service is decidedly not offered. */
export interface SrvRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly target: string;
}

/** c-ares asks each server so often, waiting so long, and longer each time. */
const attempt = { timeout: 2_000, tries: 2 };
/** More than any domain has that means well. */
const mostRecords = 32;
/** No such name, or no record of this type: an answer, and not a failure. */
const absent = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** The target of a record in ASCII, lower case, without a final dot; empty for the root; null for what is no name. */
function targetName(text: string): string | null {
  if (text === '' || text === '.') return '';
  const host = readHost(text);
  return host.kind === 'name' ? host.name : null;
}

async function ask<T>(
  servers: readonly string[],
  signal: AbortSignal,
  query: (resolver: Resolver) => Promise<T[]>,
): Promise<T[]> {
  const resolver = new Resolver(attempt);
  if (servers.length > 0) resolver.setServers(servers);
  try {
    return await untilAborted<T[]>(signal, ({ resolve, reject }) => {
      query(resolver).then(
        (records) => resolve(records.slice(0, mostRecords)),
        (cause: unknown) => {
          if (absent.has((cause as NodeJS.ErrnoException).code ?? '')) resolve([]);
          else reject(new EgressFailure('resolver-unavailable', { cause }));
        },
      );
      return () => resolver.cancel();
    });
  } finally {
    resolver.cancel();
  }
}

/** The mail exchangers of a domain, lowest preference number first. */
export async function lookUpMx(domain: string, servers: readonly string[], signal: AbortSignal): Promise<MxRecord[]> {
  const records = await ask(servers, signal, (resolver) => resolver.resolveMx(domain));
  return records
    .flatMap(({ priority, exchange }) => {
      const name = targetName(exchange);
      return name === null ? [] : [{ preference: priority, exchange: name }];
    })
    .toSorted((one, other) => one.preference - other.preference);
}

/** The records of a service (`_imaps._tcp.example.com`), in no order. */
export async function lookUpSrv(
  service: string,
  servers: readonly string[],
  signal: AbortSignal,
): Promise<SrvRecord[]> {
  const records = await ask(servers, signal, (resolver) => resolver.resolveSrv(service));
  return records.flatMap(({ priority, weight, port, name }) => {
    const target = targetName(name);
    return target === null ? [] : [{ priority, weight, port, target }];
  });
}

/** What a name is an alias of, one step; null when it is none. */
export async function lookUpCname(
  name: string,
  servers: readonly string[],
  signal: AbortSignal,
): Promise<string | null> {
  const [alias] = await ask(servers, signal, (resolver) => resolver.resolveCname(name));
  return alias === undefined ? null : targetName(alias) || null;
}
