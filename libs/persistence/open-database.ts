import 'reflect-metadata';
import { traceSql, type SqlPool } from '@mail-access/observability';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { type ClientPool, markUnreachable } from './database-trouble.js';
import { quoteSchema } from './quote-schema.js';

/** One open transaction. Everything done through it commits or vanishes together. */
export type Transaction = EntityManager;

export interface DatabaseOptions {
  /** `postgres://role:password@host:port/database` */
  readonly url: string;
  /** The service's own schema; unqualified names in SQL resolve there. */
  readonly schema: string;
  readonly entities: readonly Function[];
  /** Connections at most, 10 by default. */
  readonly poolSize?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Longest statement in milliseconds, 10,000 by default; the server cancels a longer one. */
  readonly statementTimeoutMs?: number;
}

export interface Database {
  readonly dataSource: DataSource;
  readonly schema: string;
  /** Runs the work in one READ COMMITTED transaction: commits its result, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Throws when the database does not answer; for a readiness check. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the pool of a service. Every wait is bounded: 5 s for a connection, the statement time-out for a statement,
 * half of it for a lock, 30 s for a transaction that does nothing.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    entities: [...options.entities],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logging: false,
    applicationName: options.applicationName,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    extra: {
      options: `-c search_path=${quoteSchema(options.schema)}`,
      statement_timeout: statementTimeoutMs,
      lock_timeout: Math.ceil(statementTimeoutMs / 2),
      idle_in_transaction_session_timeout: 30_000,
      // The server cannot cancel a statement over a dead network path: the client gives up a little later by itself.
      query_timeout: statementTimeoutMs + 5_000,
      keepAlive: true,
    },
  });
  await dataSource.initialize();
  // `master` is the pool of `pg`; there are no replicas.
  const pool = (dataSource.driver as PostgresDriver).master as SqlPool & ClientPool;
  traceSql(pool);
  markUnreachable(pool);
  return {
    dataSource,
    schema: options.schema,
    transaction: (work) => dataSource.transaction(work),
    check: async () => {
      await dataSource.query('select 1');
    },
    close: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
    },
  };
}
