import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { messagingMigrations } from '@mail-access/messaging';
import { migrate, openDatabase, type Database } from '@mail-access/persistence';
import { repetitions, startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import { PostgresSignInLimit, SignInsSpent } from './sign-in-limit.js';

let infrastructure: TestInfrastructure;
/** As two replicas have them. */
let databases: readonly [Database, Database];
beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('connection-validator');
  const schema = 'connection_validator';
  const { entities, migrations } = connectionValidatorSchema;
  await migrate({ url, schema, directories: [messagingMigrations, migrations] });
  const open = (): Promise<Database> => openDatabase({ url, schema, entities, applicationName: 'test' });
  databases = [await open(), await open()];
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await infrastructure.stop();
});

const soon = (): AbortSignal => AbortSignal.timeout(5_000);
const limits = (patienceMs = 200): [PostgresSignInLimit, PostgresSignInLimit] => [
  new PostgresSignInLimit(databases[0], { patienceMs }),
  new PostgresSignInLimit(databases[1], { patienceMs }),
];
const spent = (error: unknown): SignInsSpent => {
  if (error instanceof SignInsSpent) return error;
  throw error;
};
const age = (place: string, seconds: number): Promise<unknown> =>
  databases[0].dataSource.query(
    'UPDATE sign_in_attempt SET counted_at = counted_at - make_interval(secs => $2) WHERE place = $1',
    [place, seconds],
  );

describe('the sign-ins of a place', () => {
  it('are two refused ones an hour, whichever replica they come from, and then none', async () => {
    const place = randomUUID();
    const [here, there] = limits();
    await (await here.reserve(place, soon())).refused();
    await age(place, 600);
    await (await there.reserve(place, soon())).refused();
    const { retryAt } = spent(await here.reserve(place, soon()).catch((error: unknown) => error));
    expect(Math.abs(retryAt.getTime() - Date.now() - 3_000_000)).toBeLessThan(10_000);
    await age(place, 3_001);
    await (await there.reserve(place, soon())).release();
    await (await here.reserve(randomUUID(), soon())).release();
  });

  it('are as many as one likes when they are let in', async () => {
    const place = randomUUID();
    for (let n = 0; n < 5; n += 1) await (await limits()[n % 2 === 0 ? 0 : 1].reserve(place, soon())).release();
  });

  it('wait for those under way, which most often are let in', async () => {
    const place = randomUUID();
    const [here, there] = limits(4_000);
    const [first] = [await here.reserve(place, soon()), await there.reserve(place, soon())];
    const third = there.reserve(place, soon());
    setTimeout(() => void first?.release(), 200);
    await (await third).release();
  });

  it('are not waited for longer than a moment, and by nobody who left', async () => {
    const place = randomUUID();
    const [here, there] = limits();
    await here.reserve(place, soon());
    await here.reserve(place, soon());
    const { retryAt } = spent(await there.reserve(place, soon()).catch((error: unknown) => error));
    expect(retryAt.getTime() - Date.now()).toBeLessThan(61_000);
    const left = there.reserve(place, AbortSignal.timeout(50));
    await expect(left).rejects.toThrow();
    await expect(left).rejects.not.toBeInstanceOf(SignInsSpent);
  });

  it('of a process that was killed count as refused for an hour', async () => {
    const place = randomUUID();
    const [here, there] = limits();
    await here.reserve(place, soon());
    await here.reserve(place, soon());
    await age(place, 120);
    const { retryAt } = spent(await there.reserve(place, soon()).catch((error: unknown) => error));
    expect(Math.abs(retryAt.getTime() - Date.now() - 3_480_000)).toBeLessThan(10_000);
  });

  it('are never more than two, however many ask at the same moment', async () => {
    for (let round = 0; round < repetitions(5, 200); round += 1) {
      const place = randomUUID();
      const [here, there] = limits(300);
      const asked = Array.from({ length: 12 }, async (_, n) => {
        const attempt = await (n % 2 === 0 ? here : there).reserve(place, soon());
        await attempt.refused();
      });
      const ends = await Promise.allSettled(asked);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    }
  });

  it('are forgotten when their hour is over', async () => {
    const place = randomUUID();
    await (await limits()[0].reserve(place, soon())).refused();
    await age(place, 3_700);
    await (await limits()[0].reserve(randomUUID(), soon())).release();
    expect(await databases[0].dataSource.query('SELECT 1 FROM sign_in_attempt WHERE place = $1', [place])).toEqual([]);
  });
});
