import { resolve } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { administratorAccess } from './administrator-access.js';
import { deadLettersCommand } from './command.js';

/** `npm run dead-letters -- list|replay [id]`: see `usage`. */
const runFile = resolve(import.meta.dirname, '../../../../.local/run.json');

try {
  const { url, user, password } = await administratorAccess(process.env, runFile);
  const connection = await connect({
    servers: url,
    user,
    pass: password,
    inboxPrefix: `_INBOX.${user}`,
    timeout: 5_000,
  });
  try {
    await deadLettersCommand(connection, process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  } finally {
    await connection.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
