import { resolve } from 'node:path';
import { acrossTenants, openDatabase } from '@mail-access/persistence';
import { verifyChain, type Anchor, type Query } from '../audit/verify-chain.js';
import { databaseAccess } from './database-access.js';
import { readAnchors } from './read-anchors.js';
import { storedAnchors } from './stored-anchors.js';

/**
 * `npm run vault:verify-audit -- [anchor…]`: follows the chain of the audit and names the first line that is broken. An
 * anchor is `<position>:<hash>`, or a file of the vault's log; without one, those of the database itself count.
 */
try {
  const url = await databaseAccess(process.env, resolve(import.meta.dirname, '../../../../.local'));
  const given = await readAnchors(process.argv.slice(2));
  const options = { url, schema: 'credential_vault', entities: [], applicationName: 'verify-audit' };
  const database = await openDatabase({ ...options, statementTimeoutMs: 60_000 });
  try {
    const { whole, broken, head, against } = await acrossTenants(database, async (tx) => {
      const query: Query = (sql, parameters) => tx.query(sql, parameters);
      const anchors = given.length > 0 ? given : await storedAnchors(query);
      return { ...(await verifyChain(query, anchors)), against: describe(anchors, given.length > 0) };
    });
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

function describe(anchors: readonly Anchor[], isGiven: boolean): string {
  const furthest = Math.max(0, ...anchors.map(({ position }) => position));
  if (furthest === 0) return 'against no anchor: lines cut off at the end would not be noticed';
  return isGiven
    ? `against ${furthest}`
    : `against ${furthest} of the database itself, where both can be cut off: name an anchor`;
}
