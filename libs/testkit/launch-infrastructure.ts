import { parties } from '@mail-access/contracts';
import { startNats, startPostgres } from '@mail-access/local';
import type { NatsServer, NatsUser, PostgresServer } from '@mail-access/local';
import { join } from 'node:path';
import { temporaryDirectory } from './launch-directory.js';

/** A PostgreSQL and a NATS of one test file, in a folder of its own. */
export interface TestInfrastructure extends AsyncDisposable {
  postgres: PostgresServer;
  nats: NatsServer;
  directory: string;
  stop(): Promise<void>;
}

/** Users without restrictions: `test`, and one a party; the password of each is its name. */
export const testNatsUsers: readonly NatsUser[] = ['test', ...parties].map((name) => ({ user: name, password: name }));

/** Starts both in under a second, on free ports. `await using` or `stop()` ends them and removes the folder. */
export async function startTestInfrastructure(
  options: { natsUsers?: readonly NatsUser[] } = {},
): Promise<TestInfrastructure> {
  const directory = temporaryDirectory();
  const [postgres, nats] = await Promise.all([
    startPostgres({ directory: join(directory.path, 'postgres'), durable: false }),
    startNats({ directory: join(directory.path, 'nats'), users: options.natsUsers ?? testNatsUsers }),
  ]);
  const stop = async () => {
    await Promise.all([postgres.stop(), nats.stop()]);
    directory.remove();
  };
  return { postgres, nats, directory: directory.path, stop, [Symbol.asyncDispose]: stop };
}
