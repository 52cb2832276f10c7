import type { CredentialPurpose } from '@mail-access/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `revocation`: a grant of an erased credential, kept until it is taken back at its provider. Nobody can ask for it. */
export type StoredPurpose = CredentialPurpose | 'revocation';

/** A credential as it is stored. Once erased it has neither data key nor ciphertext. */
@Entity('credential')
export class CredentialRow {
  @PrimaryColumn('uuid', { name: 'credential_id' })
  credentialId!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'subscriber_id' })
  subscriberId!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text')
  purpose!: StoredPurpose;

  @Column('integer', { name: 'key_version' })
  keyVersion!: number;

  @Column('bytea', { name: 'wrapped_data_key', nullable: true })
  wrappedDataKey!: Buffer | null;

  @Column('bytea', { nullable: true })
  ciphertext!: Buffer | null;

  @Column('timestamptz', { name: 'stored_at', default: () => 'now()' })
  storedAt!: Date;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;
}
