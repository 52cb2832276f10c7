import { randomUUID } from 'node:crypto';
import {
  type Connection,
  type EventContract,
  type EventDataOf,
  eventSubject,
  type ParsedInputOf,
  type saveConnection,
  type StepId,
  type Validation,
  type ValidationChange,
  validationFinished,
  validationStepChanged,
} from '@mail-access/contracts';
import type { Bus, RequestContext } from '@mail-access/messaging';
import { headers } from '@nats-io/transport-node';
import { sampleStep } from './sample-settings.js';

type Owner = Pick<RequestContext, 'tenantId' | 'subscriberId'>;

interface Run {
  readonly owner: Owner;
  readonly changes: ValidationChange[];
  validation: Validation;
}

/** The connections and runs of a stand-in validator, in memory. */
export class StandInRuns {
  readonly saved: ParsedInputOf<typeof saveConnection>[] = [];
  readonly idempotencyKeys: (string | undefined)[] = [];
  /** While true, nobody is told whether they have a connection. */
  silent = false;
  readonly #connections = new Map<string, Connection>();
  readonly #runs = new Map<string, Run>();

  constructor(private readonly bus: Bus) {}

  save(input: ParsedInputOf<typeof saveConnection>, context: RequestContext) {
    this.saved.push(input);
    this.idempotencyKeys.push(context.idempotencyKey);
    const connectionId = this.connectionOf(context)?.connectionId ?? randomUUID();
    const savedAt = new Date().toISOString();
    this.#connections.set(key(context), { connectionId, state: 'unproven', settings: input.settings, savedAt });
    return { connectionId, validationId: this.begin(context, connectionId) };
  }

  connectionOf(owner: Owner): Connection | null {
    return this.#connections.get(key(owner)) ?? null;
  }

  erase(owner: Owner): boolean {
    return this.#connections.delete(key(owner));
  }

  begin({ tenantId, subscriberId }: Owner, connectionId: string): string {
    const validationId = randomUUID();
    const startedAt = new Date().toISOString();
    const validation: Validation = { validationId, connectionId, state: 'running', startedAt, revision: 0, steps: [] };
    this.#runs.set(validationId, { owner: { tenantId, subscriberId }, changes: [], validation });
    return validationId;
  }

  /** The run, when it belongs to this owner. */
  find(owner: Owner, validationId: string): Run | undefined {
    const run = this.#runs.get(validationId);
    return run !== undefined && key(run.owner) === key(owner) ? run : undefined;
  }

  step(validationId: string, stepId: StepId): void {
    const run = this.#run(validationId);
    const revision = run.validation.revision + 1;
    const step = sampleStep(stepId);
    run.changes.push({ type: 'step', revision, step });
    run.validation = { ...run.validation, revision, steps: [...run.validation.steps, step] };
    const { connectionId } = run.validation;
    this.#wake(run.owner, validationStepChanged, { connectionId, validationId, revision, stepId, state: 'passed' });
  }

  finish(validationId: string, state: 'passed' | 'failed' | 'cancelled'): void {
    const run = this.#run(validationId);
    const revision = run.validation.revision + 1;
    run.changes.push({ type: 'finished', revision, state });
    run.validation = { ...run.validation, revision, state, finishedAt: new Date().toISOString() };
    const { connectionId } = run.validation;
    this.#wake(run.owner, validationFinished, { connectionId, validationId, revision, state });
  }

  #run(validationId: string): Run {
    const run = this.#runs.get(validationId);
    if (run === undefined) throw new Error(`there is no run ${validationId}`);
    return run;
  }

  /** As the outbox would publish it, without a stream. */
  #wake<C extends EventContract>({ tenantId, subscriberId }: Owner, contract: C, data: EventDataOf<C>): void {
    const fields = headers();
    const values = {
      'ce-specversion': '1.0',
      'ce-id': randomUUID(),
      'ce-source': '/services/connection-validator',
      'ce-type': contract.name,
      'ce-time': new Date().toISOString(),
      'ce-sequence': '1',
      'tenant-id': tenantId,
      'subscriber-id': subscriberId,
      'correlation-id': randomUUID(),
    };
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    const subject = eventSubject(contract, tenantId, subscriberId);
    this.bus.connection.publish(subject, JSON.stringify(data), { headers: fields });
  }
}

function key({ tenantId, subscriberId }: Owner): string {
  return `${tenantId}.${subscriberId}`;
}
