import { Alarm } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import type { Database, Notifications } from '@mail-access/persistence';
import { announcedVersion, keyChannel, readKeyRecords, reportReplica } from '../keys/key-records.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { KeyStore } from '../keys/key-store.js';
import { activateKey } from './activate-key.js';
import { destroyRetiredKeys } from './retire-key.js';
import { rewrapAll } from './rewrap-all.js';

export interface KeyKeeperParts {
  readonly database: Database;
  readonly notifications: Notifications;
  readonly store: KeyStore;
  readonly ring: KeyRing;
  readonly logger: Logger;
  readonly instanceId: string;
}

/** How often a replica says that it runs, and looks for what it was not told. */
const beatMs = 5_000;
/** Rows that another replica has in hand are its own to finish; this one looks again soon. */
const againMs = 200;
/** Credentials that could not be opened are tried again, though not all the time. */
const unreadableRestMs = 60_000;

/**
 * Keeps the keys of this replica in step with the database, and does what a rotation needs, off the path of requests:
 * takes an announced version into use when every replica has it, re-wraps, and destroys what was retired. Every replica
 * does all of it, so that any of them may die at any moment.
 */
export class KeyKeeper {
  private readonly alarm = new Alarm();
  private running: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;
  private restUntil = -Infinity;

  constructor(private readonly parts: KeyKeeperParts) {}

  start(): void {
    this.stopListening = this.parts.notifications.listen(keyChannel, () => this.nudge());
    this.running ??= this.run();
  }

  /** Looks at once. */
  nudge(): void {
    this.restUntil = -Infinity;
    this.alarm.ring();
  }

  /** Ends after the batch under way; other replicas do not wait for this one any more. */
  async stop(): Promise<void> {
    this.stopListening?.();
    this.alarm.stop();
    await this.running;
    const { database, instanceId } = this.parts;
    await database.dataSource.query('delete from key_replica where instance_id = $1', [instanceId]);
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.alarm.stopped) {
      this.alarm.reset();
      try {
        const soon = await this.turn();
        failures = 0;
        await this.alarm.wait(soon ? againMs : beatMs);
      } catch (error) {
        failures += 1;
        this.parts.logger.warn('key-keeper-failed', { err: error, failures });
        await this.alarm.sleep(Math.min(100 * 2 ** failures, beatMs));
      }
    }
  }

  /** Gives whether there is more to do soon. */
  private async turn(): Promise<boolean> {
    const { database, ring, store, logger } = this.parts;
    const records = await this.report();
    if (announcedVersion(records) !== null) {
      const activated = await database.transaction(activateKey);
      if (activated === null) return true;
      logger.info('key-activated', { keyVersion: activated });
      await ring.refresh();
    }
    await destroyRetiredKeys(database, store);
    if (performance.now() < this.restUntil) return false;
    const beating = setInterval(() => void this.report().catch(() => undefined), beatMs);
    try {
      const { unreadable, again } = await rewrapAll({ database, ring, logger, stopping: () => this.alarm.stopped });
      if (unreadable > 0) this.restUntil = performance.now() + unreadableRestMs;
      return again;
    } finally {
      clearInterval(beating);
    }
  }

  /** Follows the database, then says that this replica runs and what it has. */
  private async report() {
    const { database, ring, instanceId } = this.parts;
    const records = await readKeyRecords(database.dataSource.manager);
    await ring.follow(records);
    await reportReplica(database.dataSource.manager, instanceId, ring.newestProven);
    return records;
  }
}
