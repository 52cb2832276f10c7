import { basename, join } from 'node:path';

const here = import.meta.dirname;

/** The folder of the SQL of outbox, inbox and request ledger; hand it to `migrate` before the service's own. */
export const messagingMigrations = join(basename(here) === 'dist' ? join(here, '..') : here, 'migrations');
