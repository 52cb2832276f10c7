import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { services } from '@mail-access/contracts';
import { isPortInUse } from '../launch/free-port.js';
import { SetupProblem } from '../launch/setup-problem.js';

/** Every port of the local run by what listens there. */
export type Ports = Readonly<Record<string, number>>;

/** What the ports are when they are free at the first start. */
const preferred: Record<string, number> = {
  ...{ portal: 8080, issuer: 8090, nats: 14222, postgres: 15432, mta: 10025 },
  ...{
    imap: 10143,
    imaps: 10993,
    pop3: 10110,
    pop3s: 10995,
    submission: 10587,
    submissions: 10465,
    lmtp: 10024,
    sasl: 10026,
  },
  ...Object.fromEntries(services.map((service, index) => [`health-${service}`, 18080 + index])),
};

/**
 * Chooses the ports and remembers them in `file`, because settings that a subscriber saved name them: at the first start another free one
 * replaces a preferred one that is taken; later, a taken port is a SetupProblem. The portal's never moves by itself.
 *
 * @param portalPort where the operator wants the portal, else 8080
 */
export async function choosePorts(
  file: string,
  portalPort: number | undefined,
  isInUse: (port: number) => Promise<boolean> = isPortInUse,
): Promise<Ports> {
  const remembered = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {};
  const fixed: Record<string, number> = { ...remembered, portal: portalPort ?? 8080 };
  const ports: Record<string, number> = {};
  for (const [name, port] of Object.entries(preferred)) {
    const wanted = fixed[name];
    if (wanted !== undefined && (await isInUse(wanted))) throw taken(name, wanted, file);
    ports[name] = wanted ?? (await firstFree(port, isInUse));
  }
  writeFileSync(file, `${JSON.stringify(ports, null, 2)}\n`);
  return ports;
}

/** `port`, or the next one hundreds above it: below the range from which the system gives ports to outgoing connections. */
async function firstFree(port: number, isInUse: (port: number) => Promise<boolean>): Promise<number> {
  let candidate = port;
  while (await isInUse(candidate)) candidate += 100;
  return candidate;
}

function taken(name: string, port: number, file: string): SetupProblem {
  const advice =
    name === 'portal'
      ? `start with another one, as in "PORT=${port + 1} npm start"`
      : `delete ${file} to have other ports chosen (saved connections to the demo mailbox then need the new ports)`;
  return new SetupProblem(
    `Port ${port}, for ${describe(name)}, is in use: stop the program that listens there, or ${advice}.`,
  );
}

const purposes: Record<string, string> = {
  portal: 'the portal',
  issuer: 'the sign-in issuer',
  nats: 'NATS',
  postgres: 'PostgreSQL',
  mta: 'the mail agent of the demo mailboxes',
};

function describe(name: string): string {
  if (name.startsWith('health-')) return `the health of ${name.slice('health-'.length)}`;
  return purposes[name] ?? `${name.toUpperCase()} of the demo mailboxes`;
}
