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

function answersTo({ name, type }: Question, records: DnsRecords): Answer[] {
  const data = type === 'A' || type === 'AAAA' ? records[type] : undefined;
  const owner = records.CNAME ?? name;
  const addresses = Array.isArray(data) ? (data as string[]) : [];
  return [
    ...(records.CNAME === undefined ? [] : [{ type: 'CNAME' as const, name, ttl: 0, data: records.CNAME }]),
    ...addresses.map((address) => ({ type: type as 'A' | 'AAAA', name: owner, ttl: 0, data: address })),
  ];
}

function faultOf({ type }: Question, turn: DnsRecords | DnsFault): DnsFault | null {
  if (typeof turn === 'string') return turn;
  const data = type === 'A' || type === 'AAAA' ? turn[type] : undefined;
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
export async function scriptedDns(): Promise<ScriptedDns> {
  const scripts = new Map<string, readonly (DnsRecords | DnsFault)[]>();
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const { id = 0, questions: [question] = [] } = decode(message);
    if (question === undefined) return;
    const asked = `${question.type} ${question.name.toLowerCase()}`;
    const before = questions.filter((earlier) => earlier === asked).length;
    questions.push(asked);
    const turns = scripts.get(question.name.toLowerCase()) ?? ['REFUSED'];
    const bytes = reply(id, question, turns[Math.min(before, turns.length - 1)] ?? 'REFUSED');
    if (bytes !== null) socket.send(bytes, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    questions,
    says: (name, ...turns) => void scripts.set(name.toLowerCase(), turns),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}
