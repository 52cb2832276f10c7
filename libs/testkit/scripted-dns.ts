import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, RECURSION_AVAILABLE, type Answer, type Question } from 'dns-packet';

/** What the server does instead of answering with addresses; codes of RFC 1035 §4.1.1. */
export type DnsFault = 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'silence' | 'garbage';

/** What is known of a name; a type that is left out has no data. `CNAME` comes first in the answer, as a recursive server gives it. */
export interface DnsRecords {
  readonly A?: readonly string[] | DnsFault;
  readonly AAAA?: readonly string[] | DnsFault;
  readonly CNAME?: string;
  readonly MX?: readonly { readonly preference: number; readonly exchange: string }[] | DnsFault;
  readonly SRV?:
    | readonly { readonly priority: number; readonly weight: number; readonly port: number; readonly target: string }[]
    | DnsFault;
}

export interface ScriptedDnsOptions {
  /** Milliseconds before each answer, as a far server has them. */
  readonly delayMs?: number;
  /** What is answered for names without a script; REFUSED unless said otherwise. */
  readonly unknownName?: DnsFault;
}

/** A DNS server on loopback (UDP) that answers by script. A name without a script is refused. */
export interface ScriptedDns extends AsyncDisposable {
  /** `address:port`, as `DNS_SERVERS` takes it. */
  readonly server: string;
  /** Every question so far, as `A mail.example.com`. */
  readonly questions: readonly string[];
  /**
   * Scripts a name. With several turns each type is answered by the next one each time it is asked, and by the last one
   * from then on: an attacker's server that changes its answer between two look-ups.
   */
  says(name: string, ...turns: readonly [DnsRecords | DnsFault, ...(DnsRecords | DnsFault)[]]): void;
}

const rcodes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

function isListed(type: Question['type']): type is 'A' | 'AAAA' | 'MX' | 'SRV' {
  return type === 'A' || type === 'AAAA' || type === 'MX' || type === 'SRV';
}

function answersTo({ name, type }: Question, records: DnsRecords): Answer[] {
  const data = isListed(type) ? records[type] : undefined;
  const owner = records.CNAME ?? name;
  const listed: readonly unknown[] = Array.isArray(data) ? data : [];
  return [
    ...(records.CNAME === undefined ? [] : [{ type: 'CNAME' as const, name, ttl: 0, data: records.CNAME }]),
    ...listed.map((record) => ({ type, name: owner, ttl: 0, data: record }) as Answer),
  ];
}

function faultOf({ type }: Question, turn: DnsRecords | DnsFault): DnsFault | null {
  if (typeof turn === 'string') return turn;
  const data = isListed(type) ? turn[type] : undefined;
  return typeof data === 'string' ? data : null;
}

/** The reply in wire form; null for silence. */
function reply(id: number, question: Question, turn: DnsRecords | DnsFault): Buffer | null {
  const fault = faultOf(question, turn);
  if (fault === 'silence') return null;
  if (fault === 'garbage') return Buffer.from('this is not DNS');
  const flags = RECURSION_AVAILABLE | (fault === null ? 0 : rcodes[fault]);
  const answers = fault === null && typeof turn !== 'string' ? answersTo(question, turn) : [];
  return encode({ type: 'response', id, flags, questions: [question], answers });
}

/** Starts the server on a free port. */
export async function scriptedDns({
  delayMs = 0,
  unknownName = 'REFUSED',
}: ScriptedDnsOptions = {}): Promise<ScriptedDns> {
  const waiting = new Set<NodeJS.Timeout>();
  const scripts = new Map<string, readonly (DnsRecords | DnsFault)[]>();
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const { id = 0, questions: [question] = [] } = decode(message);
    if (question === undefined) return;
    const asked = `${question.type} ${question.name.toLowerCase()}`;
    const before = questions.filter((earlier) => earlier === asked).length;
    questions.push(asked);
    const turns = scripts.get(question.name.toLowerCase()) ?? [unknownName];
    const bytes = reply(id, question, turns[Math.min(before, turns.length - 1)] ?? unknownName);
    if (bytes === null) return;
    const send = (): void => void socket.send(bytes, from.port, from.address);
    if (delayMs === 0) return send();
    const timer = setTimeout(() => {
      waiting.delete(timer);
      send();
    }, delayMs);
    waiting.add(timer);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    questions,
    says: (name, ...turns) => void scripts.set(name.toLowerCase(), turns),
    [Symbol.asyncDispose]: () => {
      for (const timer of waiting) clearTimeout(timer);
      return new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
