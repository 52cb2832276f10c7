import type { ConnectionSettings, ConnectionState } from '@mail-access/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A subscriber's connection as it is stored: settings without secrets, and the ids of its credentials in the vault. */
@Entity('connection')
export class ConnectionRow {
  @PrimaryColumn('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'subscriber_id' })
  subscriberId!: string;

  @Column('text')
  state!: ConnectionState;

  @Column('jsonb')
  settings!: ConnectionSettings;

  /** Null when the provider takes no password. */
  @Column('uuid', { name: 'incoming_credential_id', nullable: true })
  incomingCredentialId!: string | null;

  @Column('uuid', { name: 'outgoing_credential_id', nullable: true })
  outgoingCredentialId!: string | null;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt!: Date;
}
