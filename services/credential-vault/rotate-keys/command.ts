import { setTimeout as sleep } from 'node:timers/promises';
import { rotateKeys, type OutputOf } from '@mail-access/contracts';
import type { Bus } from '@mail-access/messaging';

export const usage = `vault:rotate-keys                     makes a new key version, and waits until every credential is wrapped with it
vault:rotate-keys -- status           tells how far that is
vault:rotate-keys -- retire <version> destroys an old version that no credential needs: what a backup holds of it never opens again`;

type Status = OutputOf<typeof rotateKeys>;

/** Rotation belongs to no subscriber; the headers of a request do. */
const nobody = { tenantId: 'operator', subscriberId: 'administrator' };

/** Does what the words ask for. @throws Refusal, or Error with the usage */
export async function rotateKeysCommand(
  bus: Bus,
  [action = 'rotate', version, ...more]: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  if (more.length > 0 || (version !== undefined) !== (action === 'retire')) throw new Error(usage);
  if (action === 'retire' && !/^[1-9]\d{0,8}$/.test(version ?? '')) throw new Error(usage);
  if (action !== 'rotate' && action !== 'status' && action !== 'retire') throw new Error(usage);
  const keyVersion = version === undefined ? {} : { keyVersion: Number(version) };
  let status = await bus.request(rotateKeys, { action, ...keyVersion }, nobody);
  print(progressOf(status));
  while (action === 'rotate' && (status.state === 'announced' || status.state === 'rewrapping')) {
    await sleep(1_000);
    status = await bus.request(rotateKeys, { action: 'status' }, nobody);
    print(progressOf(status));
  }
  for (const { keyVersion: one, state, credentials } of status.versions) {
    print(`  version ${one}: ${state}${credentials > 0 ? `, ${credentials} credentials` : ''}`);
  }
}

function progressOf({ keyVersion, state, total, rewrapped, unreadable, waitingFor }: Status): string {
  const broken = unreadable > 0 ? `, ${unreadable} cannot be opened (the log names them: credential-unreadable)` : '';
  const waiting = waitingFor > 0 ? `, waits for ${waitingFor} replicas that do not have the key` : '';
  return `version ${keyVersion}: ${state}, ${rewrapped} of ${total} credentials${broken}${waiting}`;
}
