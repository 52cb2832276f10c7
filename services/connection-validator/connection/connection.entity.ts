import type { ConnectionSettings, ConnectionState } from '@mail-access/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FoundSettings } from '../validation/found-settings.js';

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

  /** What the last proof found, where the settings name no servers; the next runs go on with it until the next save. */
  @Column('jsonb', { name: 'proven_with', nullable: true })
  provenWith!: FoundSettings | null;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt!: Date;
}
