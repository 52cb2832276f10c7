import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A credential in the vault that nothing refers to, to be erased at `dueAt`. */
@Entity('credential_cleanup')
export class CredentialCleanupRow {
  @PrimaryColumn('uuid', { name: 'credential_id' })
  credentialId!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'subscriber_id' })
  subscriberId!: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('integer')
  attempts!: number;
}
