import { describeAuthorization, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database } from '@mail-access/persistence';
import type { JWK } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { openSecrets } from '../authorization/authorization-secrets.js';
import { authorizationStore } from '../authorization/authorization-store.js';
import type { AuthorizationRow } from '../authorization/authorization.entity.js';
import { DATABASE, SEALING_KEY } from '../provide.js';
import { SignInProviders } from '../sign-in-providers/sign-in-providers.js';

type Output = OutputOf<typeof describeAuthorization>;

@Controller()
export class DescribeAuthorizationHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SignInProviders) private readonly providers: SignInProviders,
    @Inject(SEALING_KEY) private readonly sealingKey: JWK,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  @HandlesRequest(describeAuthorization)
  handle({ authorizationId }: ParsedInputOf<typeof describeAuthorization>, context: RequestContext): Promise<Output> {
    const { tenantId, subscriberId, caller } = context;
    const asked = {
      request: describeAuthorization.name,
      credentialId: authorizationId,
      tenantId,
      subscriberId,
      caller,
    };
    return this.refusals.during(asked, () => this.#describe(authorizationId, context));
  }

  async #describe(authorizationId: string, context: RequestContext): Promise<Output> {
    const row = await tenantTransaction(this.database, context.tenantId, (tx) =>
      authorizationStore.find(tx, authorizationId, context),
    );
    if (row === null) throw new Refusal(describeAuthorization, 'authorization-unknown', { authorizationId });
    const { provider, account, requestedScopes, grantedScopes } = row;
    const isOver = row.state === 'waiting' && row.stateExpiresAt <= new Date();
    const isDone = row.state === 'authorized' || row.state === 'failed';
    const adminConsentUrl = mayNeedAdministrator(row) ? await this.#adminConsentUrl(row) : undefined;
    return {
      authorizationId,
      provider,
      state: isOver ? 'expired' : row.state,
      ...(account !== null && { account }),
      grantedScopes,
      missingScopes: isDone ? requestedScopes.filter((scope) => !grantedScopes.includes(scope)) : [],
      ...(adminConsentUrl !== undefined && { adminConsentUrl }),
    };
  }

  async #adminConsentUrl(row: AuthorizationRow): Promise<string | undefined> {
    const secrets = await openSecrets(this.sealingKey, row.sealedSecrets, row, row.authorizationId);
    const link = this.providers.of(row.provider)?.adminConsentUrl;
    return secrets === null ? undefined : link?.(secrets.administratorState, row.requestedScopes);
  }
}

/**
 * Who turns back on Microsoft's page "Need admin approval" comes back as one who declined (AADSTS65004): the link is
 * there for them too, until an administrator has answered.
 */
function mayNeedAdministrator({ state, administratorStateHash }: AuthorizationRow): boolean {
  return administratorStateHash !== null && (state === 'awaiting-administrator' || state === 'declined');
}
