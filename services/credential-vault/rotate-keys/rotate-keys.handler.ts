import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, rotateKeys, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import { acrossTenants, type Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { recordAudit } from '../audit/record.js';
import { lockKeys } from '../keys/key-records.js';
import { KeyStoreProblem, type KeyStore } from '../keys/key-store.js';
import { DATABASE, KEY_STORE, LOGGER } from '../provide.js';
import { beginRotation, noteReported } from './begin-rotation.js';
import { KeyKeeper } from './key-keeper.js';
import { destroyRetiredKeys, readsLastMs, retireKey } from './retire-key.js';
import { rotationStatus, type RotationStatus } from './rotation-status.js';

/** So long a small rotation is waited for, so that one call may be all there is to do, and a replica for less. */
const [waitMs, waitForReplicasMs] = [5_000, 1_000];

@Controller()
export class RotateKeysHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(KEY_STORE) private readonly keyStore: KeyStore,
    @Inject(KeyKeeper) private readonly keeper: KeyKeeper,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  @HandlesRequest(rotateKeys)
  async handle(
    { action, keyVersion }: ParsedInputOf<typeof rotateKeys>,
    { caller, signal }: RequestContext,
  ): Promise<OutputOf<typeof rotateKeys>> {
    await this.refusals.during({ request: rotateKeys.name, caller }, async () => {
      if (action === 'retire') await this.#usingStore(() => this.#retire(keyVersion, caller, signal));
      if (action === 'rotate') await this.#usingStore(() => this.#rotate(caller));
    });
    return await this.#told(action === 'rotate' ? waitMs : 0, signal);
  }

  async #usingStore(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof KeyStoreProblem)) throw error;
      this.logger.error('key-store-unusable', { err: error });
      throw new Refusal(rotateKeys, 'key-store-unusable', {}, { cause: error });
    }
  }

  async #rotate(caller: string | undefined): Promise<void> {
    const begun = await acrossTenants(this.database, async (tx) => {
      await lockKeys(tx);
      const announced = await beginRotation(tx, this.keyStore);
      if (announced !== null) await recordAudit(tx, { action: 'rotation', caller, outcome: `announced:${announced}` });
      return announced;
    });
    if (begun !== null) this.logger.info('key-announced', { keyVersion: begun });
    this.keeper.nudge();
  }

  async #retire(keyVersion: number | undefined, caller: string | undefined, signal: AbortSignal): Promise<void> {
    if (keyVersion === undefined) {
      const violations = [{ pointer: '/keyVersion', message: 'the version to retire' }];
      throw new Refusal(rotateKeys, 'invalid-request', { violations });
    }
    await this.database.transaction((tx) => retireKey(tx, keyVersion, caller));
    await sleep(readsLastMs, undefined, { signal });
    await destroyRetiredKeys(this.database, this.keyStore);
    this.logger.info('key-retired', { keyVersion });
  }

  /** The status, once there is nothing to wait for or the time is over. */
  async #told(forMs: number, signal: AbortSignal): Promise<RotationStatus> {
    for (const startedAt = performance.now(); ; await sleep(100, undefined, { signal })) {
      const status = await acrossTenants(this.database, rotationStatus);
      const isOver = status.state === 'complete' || status.state === 'blocked';
      const longest = status.waitingFor > 0 ? Math.min(forMs, waitForReplicasMs) : forMs;
      if (!isOver && performance.now() - startedAt < longest) continue;
      if (isOver) await noteReported(this.database.dataSource.manager, status.keyVersion);
      return status;
    }
  }
}
