import type { Diagnosis, StepId, StepState, ValidationState } from '@mail-access/contracts';
import type { Notice } from '@mail-access/wording';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DiscoverySoFar } from './discovery-so-far.js';

/** One change of a run: a step as it became, or (without `stepId`) the end of the run. */
@Entity('validation_change')
export class ValidationChangeRow {
  @PrimaryColumn('uuid', { name: 'validation_id' })
  validationId!: string;

  @PrimaryColumn('integer')
  revision!: number;

  @Column('text', { name: 'step_id', nullable: true })
  stepId!: StepId | null;

  @Column('text')
  state!: StepState | ValidationState;

  @Column('integer', { name: 'elapsed_ms' })
  elapsedMs!: number;

  @Column('text', { nullable: true })
  diagnosis!: Diagnosis | null;

  @Column('text', { nullable: true })
  notice!: Notice | null;

  @Column('text', { name: 'server_text', nullable: true })
  serverText!: string | null;

  @Column('boolean', { nullable: true })
  retryable!: boolean | null;

  @Column('timestamptz', { name: 'retry_at', nullable: true })
  retryAt!: Date | null;

  @Column('jsonb', { nullable: true })
  discovery!: DiscoverySoFar | null;

  @Column('timestamptz', { name: 'happened_at' })
  happenedAt!: Date;
}
