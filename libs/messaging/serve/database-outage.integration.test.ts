import { randomUUID } from 'node:crypto';
import { eraseCredential } from '@mail-access/contracts';
import type { Database } from '@mail-access/persistence';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bus } from '../bus/bus.js';
import { BusGround } from '../fixtures/bus-ground.js';
import { once } from '../ledger/once.js';
import { HandlesRequest } from './handles-request.js';
import type { RequestContext } from './request-context.js';

let ground: BusGround;
let database: Database;
let caller: Bus;
let sql = 'select 1';

@Controller()
class Vault {
  @HandlesRequest(eraseCredential)
  erase(_input: unknown, context: RequestContext) {
    return database.transaction((tx) =>
      once(tx, eraseCredential, context, async () => {
        await tx.query(sql);
        return { erased: true };
      }),
    );
  }
}

beforeAll(async () => {
  ground = await BusGround.start();
  ({ database } = await ground.database('credential-vault'));
  caller = await ground.bus('connection-validator');
  await ground.serve({ bus: await ground.bus('credential-vault') }, Vault);
});
afterAll(() => ground.stop());

function erase(credentialId: string = randomUUID(), idempotencyKey: string = randomUUID()) {
  return caller.request(eraseCredential, { credentialId }, { tenantId: 'acme', subscriberId: 'ada', idempotencyKey });
}

it('compares the input of a repetition', async () => {
  const [one, key] = [randomUUID(), randomUUID()];
  expect(await erase(one, key)).toEqual({ erased: true });
  expect(await erase(one, key)).toEqual({ erased: true });
  await expect(erase(randomUUID(), key)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
});

it('calls a statement that is wrong a defect', async () => {
  sql = 'select nonsense';
  await expect(erase()).rejects.toMatchObject({ code: 'internal' });
  sql = 'select 1';
});

it('says that it is unavailable while PostgreSQL is gone, and answers again by itself', async () => {
  const [id, key] = [randomUUID(), randomUUID()];
  sql = 'select pg_sleep(2)';
  const refused = expect(erase(id, key)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await ground.infrastructure.postgres.kill();
  await refused;
  sql = 'select 1';
  await expect(erase(id, key)).rejects.toMatchObject({ code: 'unavailable' });
  await ground.restartPostgres();
  await expect.poll(() => erase(id, key).catch(() => null), { timeout: 5_000 }).toEqual({ erased: true });
  const defects = ground.log.filter((line) => line['event'] === 'bus-request-failed');
  expect(defects).toHaveLength(1);
});
