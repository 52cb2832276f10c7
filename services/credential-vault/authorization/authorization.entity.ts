import type { AuthorizationState, ConsentScope, OAuthProvider } from '@mail-access/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in at a provider. Its id becomes that of the credential. */
@Entity('oauth_authorization')
export class AuthorizationRow {
  @PrimaryColumn('uuid', { name: 'authorization_id' })
  authorizationId!: string;

  @Column('text', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'subscriber_id' })
  subscriberId!: string;

  @Column('text')
  provider!: OAuthProvider;

  @Column('text')
  state!: Exclude<AuthorizationState, 'expired'>;

  @Column('text', { name: 'requested_scopes', array: true })
  requestedScopes!: ConsentScope[];

  @Column('text', { name: 'granted_scopes', array: true })
  grantedScopes!: ConsentScope[];

  @Column('text', { nullable: true })
  account!: string | null;

  /** Who signed in, as the provider knows them for good. */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { name: 'login_hint', nullable: true })
  loginHint!: string | null;

  /** SHA-256 of what the browser that began it keeps. */
  @Column('text', { name: 'session_hash' })
  sessionHash!: string;

  /** SHA-256 of the state in the address; null once it came back. */
  @Column('text', { name: 'state_hash', nullable: true })
  stateHash!: string | null;

  @Column('text', { name: 'administrator_state_hash', nullable: true })
  administratorStateHash!: string | null;

  /** Sealed to the vault itself; a JSON object of `AuthorizationSecrets`. */
  @Column('text', { name: 'sealed_secrets' })
  sealedSecrets!: string;

  @Column('integer')
  attempts!: number;

  @Column('timestamptz', { name: 'state_expires_at' })
  stateExpiresAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
