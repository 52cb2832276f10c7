import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { services } from '@mail-access/contracts';
import { textOrFile } from '../service/environment.js';
import { migrateService } from './migrate-service.js';

/** `npm run migrate -- <service>`: as the owner of the service's schema, whose URL is `DATABASE_URL`. */
const folderOf = (service: string): string =>
  resolve(import.meta.dirname, '../../../../services', service, 'migrations');

try {
  const known = services.filter((name) => existsSync(folderOf(name)));
  const service = known.find((name) => name === process.argv[2]);
  if (service === undefined) throw new Error(`say which service: npm run migrate -- ${known.join('|')}`);
  const url = textOrFile.safeParse(process.env['DATABASE_URL']);
  if (!url.success) throw new Error('set DATABASE_URL to postgres://owner:password@host/database, or file:<path>');
  const { applied } = await migrateService(service, url.data, folderOf(service));
  process.stdout.write(applied.length === 0 ? 'nothing to apply\n' : applied.map((name) => `${name}\n`).join(''));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
