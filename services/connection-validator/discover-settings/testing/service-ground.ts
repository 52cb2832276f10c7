import { discoverSettings } from '@mail-access/contracts';
import { createEgress, type FullEgress } from '@mail-access/egress';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';
import { randomUUID } from 'node:crypto';
import { startValidatorUnderTest, type ValidatorUnderTest } from '../../testing/validator-under-test.js';
import type { Discovery } from '../source.js';

/** The internet of one case, with the running service on it. */
export interface CaseNetwork {
  readonly internet: ScriptedInternet;
  /** Where the service connected to, as `93.184.216.1:993`. */
  readonly dialled: readonly string[];
  /** Names that were asked of the DNS, without the type of record. */
  namesAsked(): string[];
  /** Asks the service over the bus, for a subscriber of its own: nobody's rate is met. */
  discover(emailAddress: string): Promise<Discovery>;
}

/** The running service: on a real bus, with a real database, and with another internet for each case. */
export interface ServiceGround {
  readonly service: ValidatorUnderTest;
  /** Begins a case: the service lives on a new internet, and the one before is over. */
  network(): Promise<CaseNetwork>;
  stop(): Promise<void>;
}

/** Where the ISPDB of the service is, when a case serves one. */
export const ispdb = { host: 'ispdb.example', url: 'https://ispdb.example/v1.1/' };

/** The door of whatever internet there is now. */
function doorOf(now: () => FullEgress): FullEgress {
  return {
    resolve: (host, signal) => now().resolve(host, signal),
    connect: (host, port, signal) => now().connect(host, port, signal),
    secure: (socket, host, signal) => now().secure(socket, host, signal),
    get: (url, request) => now().get(url, request),
    post: (url, request) => now().post(url, request),
    probeHttpRedirect: (url, signal) => now().probeHttpRedirect(url, signal),
    mx: (domain, signal) => now().mx(domain, signal),
    srv: (name, signal) => now().srv(name, signal),
    cname: (name, signal) => now().cname(name, signal),
  };
}

/** A door to an internet that notes where it leads. */
function notingDoor({ dns, caPem, dial }: ScriptedInternet): { egress: FullEgress; dialled: string[] } {
  const dialled: string[] = [];
  const egress = createEgress({
    ...{ dnsServers: [dns.server], allow: [], ca: [caPem] },
    dial: (address, port) => {
      dialled.push(`${address}:${port}`);
      return dial(address, port);
    },
  });
  return { egress, dialled };
}

export async function startServiceGround(): Promise<ServiceGround> {
  let current: { internet: ScriptedInternet; egress: FullEgress } | undefined;
  const egress = doorOf(() => {
    if (current === undefined) throw new Error('no case has begun');
    return current.egress;
  });
  const service = await startValidatorUnderTest({ egress, ispdbUrl: ispdb.url });
  const endCase = async (): Promise<void> => current?.internet[Symbol.asyncDispose]();
  const discover = (emailAddress: string): Promise<Discovery> => {
    const owner = { tenantId: `t-${randomUUID()}`, subscriberId: 'ada' };
    return service.gateway.request(discoverSettings, { emailAddress }, owner);
  };
  return {
    service,
    async network() {
      await endCase();
      const internet = await scriptedInternet();
      const door = notingDoor(internet);
      current = { internet, egress: door.egress };
      const namesAsked = (): string[] => internet.dns.questions.map((question) => question.split(' ')[1] ?? '');
      return { internet, dialled: door.dialled, namesAsked, discover };
    },
    async stop() {
      await service.stop();
      await endCase();
    },
  };
}
