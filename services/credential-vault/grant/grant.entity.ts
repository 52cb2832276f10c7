import type { ConsentScope, OAuthProvider, ReconnectionReason } from '@mail-access/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of a grant without opening it. */
@Entity('oauth_grant')
export class GrantRow {
  @PrimaryColumn('uuid', { name: 'credential_id' })
  credentialId!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'subscriber_id' })
  subscriberId!: string;

  @Column('text')
  provider!: OAuthProvider;

  @Column('text')
  account!: string;

  @Column('text', { name: 'granted_scopes', array: true })
  grantedScopes!: ConsentScope[];

  @Column('text')
  state!: 'active' | 'needs-reconnection';

  @Column('text', { nullable: true })
  reason!: ReconnectionReason | null;

  @Column('timestamptz', { name: 'access_expires_at', nullable: true })
  accessExpiresAt!: Date | null;

  /** Until then an access token is handed out as it is. */
  @Column('timestamptz', { name: 'fresh_until', nullable: true })
  freshUntil!: Date | null;

  @Column('timestamptz', { name: 'retry_at', nullable: true })
  retryAt!: Date | null;

  @Column('timestamptz', { name: 'last_read_at' })
  lastReadAt!: Date;
}
