import { resolve } from 'node:path';
import { administratorAccess, connectBus } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { rotateKeysCommand } from './command.js';

/** `npm run vault:rotate-keys [-- status | retire <version>]`: see `usage`. */
try {
  const { url, user, password } = await administratorAccess(
    process.env,
    resolve(import.meta.dirname, '../../../../.local/run.json'),
  );
  const logger = createLogger({ service: 'rotate-keys', level: 'error' });
  const bus = await connectBus({ servers: url, credentials: { user, password }, party: 'administrator', logger });
  try {
    await rotateKeysCommand(bus, process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  } finally {
    await bus.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
