import { resolve } from 'node:path';
import { acrossTenants, openDatabase } from '@mail-access/persistence';
import { verifyChain } from '../audit/verify-chain.js';
import { databaseAccess } from './database-access.js';
import { readAnchors } from './read-anchors.js';

/**
 * `npm run vault:verify-audit -- [anchor…]`: follows the chain of the audit and names the first line that is broken. An
 * anchor is `<position>:<hash>`, or a file of the vault's log.
 */
try {
  const url = await databaseAccess(process.env, resolve(import.meta.dirname, '../../../../.local'));
  const anchors = await readAnchors(process.argv.slice(2));
  const options = { url, schema: 'credential_vault', entities: [], applicationName: 'verify-audit' };
  const database = await openDatabase({ ...options, statementTimeoutMs: 60_000 });
  try {
    const { whole, broken, head } = await acrossTenants(database, (tx) =>
      verifyChain((sql, parameters) => tx.query(sql, parameters), anchors),
    );
    const furthest = Math.max(0, ...anchors.map(({ position }) => position));
    const against =
      furthest === 0 ? 'against no anchor: lines cut off at the end would not be noticed' : `against ${furthest}`;
    process.stdout.write(`${whole} links are whole, ${against}\n`);
    if (head !== undefined) process.stdout.write(`head: ${head.position}:${head.hash}\n`);
    if (broken !== undefined) {
      process.stdout.write(`BROKEN: ${broken}\n`);
      process.exitCode = 1;
    }
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
