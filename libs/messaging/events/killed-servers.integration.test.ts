import { setTimeout as sleep } from 'node:timers/promises';
import { repetitions } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EventGround } from '../fixtures/event-ground.js';

let ground: EventGround;
beforeAll(async () => {
  ground = await EventGround.start();
});
afterAll(() => ground.bus.stop());

it('handles every committed event exactly once while NATS, PostgreSQL and the services are killed under load', async () => {
  await ground.vault.database.dataSource.query('create table forgotten (connection_id text)');
  ground.handling = async (event, tx) => {
    await tx.query('insert into forgotten values ($1)', [event.data.connectionId]);
  };
  let { nats, postgres } = ground.bus.infrastructure;
  let [relay, stopVault] = [ground.startRelay(), await ground.serveVault(redelivery)];
  for (let round = 0; round < repetitions(1, 10); round += 1) {
    const traffic = writing();
    await sleep(500);
    await nats.kill();
    await sleep(300);
    nats = await ground.bus.restartNats();
    await sleep(500);
    await postgres.kill();
    postgres = await ground.bus.restartPostgres();
    await sleep(500);
    await Promise.all([relay.stop(), stopVault()]);
    [relay, stopVault] = [ground.startRelay(), await ground.serveVault(redelivery)];
    await nats.kill();
    nats = await ground.bus.restartNats();
    await sleep(500);
    const committed = await traffic.stop();
    expect(committed.length).toBeGreaterThan(30);
    await expect.poll(() => missing(committed), { timeout: 30_000, interval: 300 }).toEqual([]);
    await sleep(1_500);
    expect(await doubled()).toEqual([]);
  }
  await stopVault();
  await relay.stop();
});

/** Tries often, so that no event is given up while a server is away. */
const redelivery = Array.from({ length: 50 }, () => 200);

function doubled(): Promise<unknown[]> {
  return ground.vault.database.dataSource.query<unknown[]>(
    'select connection_id from forgotten group by connection_id having count(*) > 1',
  );
}

/** Writes events of several subscribers until stopped; gives those whose transaction was confirmed. */
function writing(): { stop(): Promise<string[]> } {
  const committed: string[] = [];
  let going = true;
  const lane = async (_: unknown, index: number) => {
    while (going) {
      await ground.erase(`lane${index}`).then(
        (connectionId) => committed.push(connectionId),
        () => sleep(50),
      );
      await sleep(5);
    }
  };
  const lanes = Promise.all(Array.from({ length: 4 }, lane));
  return {
    stop: async () => {
      going = false;
      await lanes;
      return committed;
    },
  };
}

async function missing(committed: readonly string[]): Promise<string[]> {
  const rows = await ground.vault.database.dataSource.query<{ connection_id: string }[]>(
    'select connection_id from forgotten',
  );
  const found = new Set(rows.map((row) => row.connection_id));
  return committed.filter((id) => !found.has(id));
}
