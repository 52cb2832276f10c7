import { createHash, randomUUID } from 'node:crypto';
import { beginAuthorization, consentScopes, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database } from '@mail-access/persistence';
import type { JWK } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { recordAudit } from '../audit/record.js';
import { hashOf, newSecrets, openSecrets, sealSecrets } from '../authorization/authorization-secrets.js';
import { authorizationStore } from '../authorization/authorization-store.js';
import type { AuthorizationRow } from '../authorization/authorization.entity.js';
import { DATABASE, SEALING_KEY } from '../provide.js';
import { SignInProviders } from '../sign-in-providers/sign-in-providers.js';

type Input = ParsedInputOf<typeof beginAuthorization>;
type Output = OutputOf<typeof beginAuthorization>;

/** Of one authorization: who goes on for ever begins anew. */
const mostAttempts = 30;

@Controller()
export class BeginAuthorizationHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SignInProviders) private readonly providers: SignInProviders,
    @Inject(SEALING_KEY) private readonly sealingKey: JWK,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  @HandlesRequest(beginAuthorization)
  handle(input: Input, context: RequestContext): Promise<Output> {
    const { tenantId, subscriberId, caller } = context;
    const asked = { request: beginAuthorization.name, tenantId, subscriberId, caller, purpose: 'oauth' };
    return this.refusals.during(asked, async () => {
      const earlier = await this.#earlier(input, context);
      return await this.#begin(input, context, earlier);
    });
  }

  /** The authorization that goes on; null for a new one. One that is done goes on only for what it left out. */
  async #earlier(input: Input, context: RequestContext): Promise<AuthorizationRow | null> {
    const { authorizationId, provider } = input;
    if (authorizationId === undefined) return null;
    const row = await tenantTransaction(this.database, context.tenantId, (tx) =>
      authorizationStore.find(tx, authorizationId, context),
    );
    if (row?.provider === provider && row.state !== 'failed' && row.attempts < mostAttempts) return row;
    throw new Refusal(beginAuthorization, 'authorization-unknown', { authorizationId });
  }

  async #begin(input: Input, context: RequestContext, earlier: AuthorizationRow | null): Promise<Output> {
    const provider = this.providers.of(input.provider);
    if (provider === undefined) {
      throw new Refusal(beginAuthorization, 'provider-not-configured', { provider: input.provider });
    }
    const { tenantId, subscriberId, caller } = context;
    const owner = { tenantId, subscriberId };
    const authorizationId = earlier?.authorizationId ?? randomUUID();
    // What was granted before is asked for again: a token may hold no more than was asked for with it.
    const scopes = consentScopes.filter((one) => input.scopes.includes(one) || earlier?.grantedScopes.includes(one));
    const { state, secrets } = newSecrets(owner);
    // A link that an administrator was sent goes on working.
    const kept =
      earlier === null ? null : await openSecrets(this.sealingKey, earlier.sealedSecrets, owner, authorizationId);
    const known = { ...secrets, ...(kept && { administratorState: kept.administratorState }) };
    const loginHint = input.loginHint ?? earlier?.account ?? earlier?.loginHint ?? undefined;
    const row = {
      ...owner,
      authorizationId,
      provider: input.provider,
      requestedScopes: scopes,
      loginHint: loginHint ?? null,
      sessionHash: input.sessionHash,
      stateHash: hashOf(state),
      administratorStateHash: hashOf(known.administratorState),
      sealedSecrets: await sealSecrets(this.sealingKey, known, owner, authorizationId),
    };
    const expiresAt = await tenantTransaction(this.database, tenantId, async (tx) => {
      const outcome = earlier === null ? 'begun' : 'continued';
      await recordAudit(tx, { action: 'authorization', ...owner, credentialId: authorizationId, caller, outcome });
      return await authorizationStore.begin(tx, row);
    });
    const codeChallenge = createHash('sha256').update(known.verifier).digest('base64url');
    const question = { state, nonce: known.nonce, codeChallenge, scopes, loginHint };
    return { authorizationId, authorizeUrl: provider.authorizeUrl(question), expiresAt: expiresAt.toISOString() };
  }
}
