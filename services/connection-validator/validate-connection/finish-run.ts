import {
  connectionBroken,
  connectionEstablished,
  validationFinished,
  validationStepChanged,
  type Diagnosis,
  type StepId,
} from '@mail-access/contracts';
import { publishEvent, publishEvents } from '@mail-access/messaging';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { discardCredentials } from '../clean-up-credentials/credential-cleanup-store.js';
import { ownerOf } from '../connection/connection-store.js';
import { ConnectionRow } from '../connection/connection.entity.js';
import { ValidationChangeRow } from '../validation/validation-change.entity.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import type { RunEnd } from '../validation/validation-store.js';
import type { StepChange } from './step-sequence.js';

/** Publishes what was just appended to a run. `row` is the run after the append. */
export async function announceChanges(
  tx: EntityManager,
  row: ValidationRow,
  changes: readonly StepChange[],
  end: RunEnd | null,
): Promise<void> {
  const { connectionId, validationId } = row;
  const before = row.revision - changes.length - (end === null ? 0 : 1);
  const news = changes.map(({ stepId, state, finding }, index) => {
    const diagnosis = finding === null ? {} : { diagnosis: finding.diagnosis };
    return { connectionId, validationId, revision: before + index + 1, stepId, state, ...diagnosis };
  });
  await publishEvents(tx, validationStepChanged, row, news);
  if (end === null) return;
  const refusal = end === 'failed' ? await failureOf(tx, validationId) : null;
  const diagnosis = refusal === null ? {} : { diagnosis: refusal.diagnosis };
  await publishEvent(tx, validationFinished, row, {
    connectionId,
    validationId,
    revision: row.revision,
    state: end,
    ...diagnosis,
  });
  await settleConnection(tx, row, end, refusal);
}

interface RunFailure {
  readonly stepId: StepId;
  readonly diagnosis: Diagnosis;
  readonly retryable: boolean;
}

/** Why a run failed: the step may have been recorded long before the end. */
async function failureOf(tx: EntityManager, validationId: string): Promise<RunFailure | null> {
  const step = await tx.getRepository(ValidationChangeRow).findOne({
    where: { validationId, state: 'failed', stepId: Not(IsNull()) },
    order: { revision: 'DESC' },
  });
  if (!step?.diagnosis || step.stepId === null) return null;
  return { stepId: step.stepId, diagnosis: step.diagnosis, retryable: step.retryable ?? false };
}

/**
 * What the end of a run means for the connection. Only a proof or a definite refusal changes it: a network fault taken
 * for a refusal would disconnect everybody behind a provider that has a bad hour.
 */
async function settleConnection(
  tx: EntityManager,
  row: ValidationRow,
  end: RunEnd,
  failure: RunFailure | null,
): Promise<void> {
  const { connectionId } = row;
  const connections = tx.getRepository(ConnectionRow);
  if (end === 'passed') {
    const provenWith = row.settings.method === 'unknown' ? row.found : null;
    await connections.update({ connectionId }, { state: 'established', provenWith });
    await publishEvent(tx, connectionEstablished, row, { connectionId });
    return;
  }
  if (end !== 'failed' || failure === null || failure.retryable) return;
  const connection = await connections.findOneBy({ connectionId });
  await connections.update({ connectionId }, { state: 'broken' });
  if (connection !== null && leadsToNoPassword(row, failure)) await forgetPassword(tx, connection);
  if (connection?.state === 'established') {
    await publishEvent(tx, connectionBroken, row, { connectionId, diagnosis: failure.diagnosis });
  }
}

/** The address led to a provider that takes no password: the one that was typed would be kept in vain. */
function leadsToNoPassword({ settings }: ValidationRow, { stepId, diagnosis }: RunFailure): boolean {
  const found = settings.method === 'unknown' && stepId === 'find-settings';
  return found && (diagnosis === 'oauth-required' || diagnosis === 'provider-unsupported');
}

async function forgetPassword(tx: EntityManager, connection: ConnectionRow): Promise<void> {
  const { connectionId, incomingCredentialId } = connection;
  if (incomingCredentialId === null) return;
  await tx.getRepository(ConnectionRow).update({ connectionId }, { incomingCredentialId: null });
  await discardCredentials(tx, ownerOf(connection), [incomingCredentialId]);
}
