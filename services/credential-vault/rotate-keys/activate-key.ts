import type { Transaction } from '@mail-access/persistence';
import { recordAudit } from '../audit/record.js';
import { announcedVersion, lockKeys, notifyReplicas, readKeyRecords, replicasWithout } from '../keys/key-records.js';

/** Takes an announced version into use once every replica that runs has it; gives it when that is so. */
export async function activateKey(tx: Transaction): Promise<number | null> {
  await lockKeys(tx);
  const keyVersion = announcedVersion(await readKeyRecords(tx));
  if (keyVersion === null || (await replicasWithout(tx, keyVersion)) > 0) return null;
  await tx.query('update key_check set activated_at = now() where key_version = $1', [keyVersion]);
  await recordAudit(tx, { action: 'rotation', caller: 'rotate-keys', outcome: `activated:${keyVersion}` });
  await notifyReplicas(tx);
  return keyVersion;
}
