import type { ConnectionSettings, Language, ValidationState } from '@mail-access/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FoundSettings } from './found-settings.js';

/** A run of steps. `owner` is the process that runs it, until `leaseUntil`. */
@Entity('validation')
export class ValidationRow {
  @PrimaryColumn('uuid', { name: 'validation_id' })
  validationId!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'subscriber_id' })
  subscriberId!: string;

  @Column('text')
  language!: Language;

  @Column('text')
  state!: ValidationState;

  @Column('jsonb')
  settings!: ConnectionSettings;

  /** Null until the step that finds settings found something. */
  @Column('jsonb', { nullable: true })
  found!: FoundSettings | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('integer')
  revision!: number;

  @Column('text')
  owner!: string;

  @Column('timestamptz', { name: 'lease_until' })
  leaseUntil!: Date;

  @Column('boolean', { name: 'cancel_requested' })
  cancelRequested!: boolean;
}
