import type { AuthorizationOutcome } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import { acrossTenants, tenantTransaction, type Transaction } from '@mail-access/persistence';
import type { JWK, Secret } from '@mail-access/secret';
import type { z } from 'zod';
import { recordAudit } from '../audit/record.js';
import { hashOf, openSecrets } from '../authorization/authorization-secrets.js';
import { authorizationStore } from '../authorization/authorization-store.js';
import type { AuthorizationRow } from '../authorization/authorization.entity.js';
import type { Owner } from '../credential/credential-store.js';
import { grantStore } from '../grant/grant-store.js';
import type { SignedInAccount, SignInProvider } from '../sign-in-providers/sign-in-provider.js';
import { providerCallMs, type SignInProviders } from '../sign-in-providers/sign-in-providers.js';
import { writeGrant } from '../sign-in-providers/stored-grant.js';
import type { GrantedTokens } from '../sign-in-providers/token-answer.js';
import { keepGrant, type KeepParts } from './keep-grant.js';
import { isOfAdministrator, type ProviderAnswer } from './read-answer.js';

type Outcome = z.infer<typeof AuthorizationOutcome>;

/** Why an answer is refused. For the audit and the log: who sent it is told nothing. */
export type RefusedBecause =
  | 'malformed'
  | 'no-session'
  | 'state-unknown'
  | 'wrong-issuer'
  | 'code-refused'
  | 'id-token-wrong'
  | 'other-account'
  | 'credential-erased';

export type Completion =
  | { readonly kind: 'ended'; readonly authorizationId: string; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly because: RefusedBecause; readonly authorizationId?: string };

interface CompleterParts extends KeepParts {
  readonly providers: SignInProviders;
  readonly sealingKey: JWK;
  readonly logger: Logger;
}

/** What is written of an authorization that ended without a grant. */
const states: Readonly<Partial<Record<Outcome, AuthorizationRow['state']>>> = {
  declined: 'declined',
  'admin-consent-required': 'awaiting-administrator',
  'administrator-consented': 'resumable',
  'administrator-declined': 'declined',
  'no-lasting-access': 'failed',
  'provider-unavailable': 'failed',
  'scopes-missing': 'failed',
};

/**
 * Takes a provider's answer. The state is used up before anything else happens: whoever sends the same answer again is
 * refused, and no call is made for them. Should this process die after the provider has given tokens and before they are
 * kept, the subscriber begins again.
 */
export class AuthorizationCompleter {
  constructor(private readonly parts: CompleterParts) {}

  async complete(
    answer: ProviderAnswer,
    sessionHash: string | undefined,
    owner: Owner,
    signal: AbortSignal,
  ): Promise<Completion> {
    const { database } = this.parts;
    const ofOwner = { tenantId: owner.tenantId, subscriberId: owner.subscriberId };
    const stateHash = hashOf(answer.state);
    if (isOfAdministrator(answer)) {
      const take = (tx: Transaction) => authorizationStore.takeAdministratorState(tx, ofOwner, stateHash);
      const row = await tenantTransaction(database, owner.tenantId, take);
      return row === null ? { kind: 'refused', because: 'state-unknown' } : await this.#ofAdministrator(row, answer);
    }
    if (sessionHash === undefined) return { kind: 'refused', because: 'no-session' };
    const take = (tx: Transaction) => authorizationStore.takeState(tx, ofOwner, stateHash, sessionHash);
    const row = await tenantTransaction(database, owner.tenantId, take);
    if (row === null) return { kind: 'refused', because: 'state-unknown' };
    return await this.#ofSubscriber(row, answer, signal);
  }

  /** Believed no further than that the subscriber may try again: anybody with the link could have sent it. */
  async #ofAdministrator(
    row: AuthorizationRow,
    { error, code, admin_consent: consent }: ProviderAnswer,
  ): Promise<Completion> {
    const isConsent = error === undefined && consent?.toLowerCase() === 'true';
    if (code !== undefined || (error === undefined && !isConsent)) return refused('malformed', row);
    return await this.#end(row, isConsent ? 'administrator-consented' : 'administrator-declined');
  }

  async #ofSubscriber(row: AuthorizationRow, answer: ProviderAnswer, signal: AbortSignal): Promise<Completion> {
    const provider = this.parts.providers.of(row.provider);
    if (provider === undefined) return await this.#end(row, 'provider-unavailable');
    const { code, error, iss, error_description: description } = answer;
    if (iss === undefined ? provider.namesIssuer : !provider.isIssuer(iss)) return refused('wrong-issuer', row);
    if ((code === undefined) === (error === undefined)) return refused('malformed', row);
    if (error !== undefined) {
      const said = provider.readError({ error, description });
      return await this.#end(row, said === 'failed' ? 'provider-unavailable' : said);
    }
    return await this.#redeem(row, provider, code ?? '', signal);
  }

  async #redeem(
    row: AuthorizationRow,
    provider: SignInProvider,
    code: string,
    signal: AbortSignal,
  ): Promise<Completion> {
    const secrets = await openSecrets(this.parts.sealingKey, row.sealedSecrets, row, row.authorizationId);
    if (secrets === null) return refused('state-unknown', row);
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(providerCallMs)]);
    const answer = await provider.redeem(code, secrets, deadline);
    if (answer.kind === 'unproven') return refused('id-token-wrong', row);
    if (answer.kind === 'fault') {
      const level = answer.cause === 'client-rejected' ? 'error' : 'warn';
      this.parts.logger[level]('authorization-not-redeemed', { provider: row.provider, reason: answer.cause });
      return await this.#end(row, 'provider-unavailable');
    }
    if (answer.kind === 'refused') {
      if (answer.needsAdministrator) return await this.#end(row, 'admin-consent-required');
      return answer.reason === 'invalid-grant' ? refused('code-refused', row) : await this.#end(row, 'declined');
    }
    return await this.#keep(row, provider, answer.tokens, answer);
  }

  async #keep(
    row: AuthorizationRow,
    provider: SignInProvider,
    tokens: GrantedTokens,
    { account, subject }: SignedInAccount,
  ): Promise<Completion> {
    const consented = tokens.scopes === undefined ? row.requestedScopes : provider.consented(tokens.scopes);
    const { refreshToken } = tokens;
    if (refreshToken === undefined || consented.length === 0) {
      await this.#giveBack(row, subject, refreshToken ?? tokens.accessToken);
      return await this.#end(row, refreshToken === undefined ? 'no-lasting-access' : 'scopes-missing');
    }
    // Who goes on for what was left out must not change the mailbox of a connection by the way.
    if (row.account !== null && row.subject !== subject) {
      await this.#giveBack(row, subject, refreshToken);
      return refused('other-account', row);
    }
    const grant = { account, subject, grantedScopes: consented, tokens: { ...tokens, refreshToken } };
    if (!(await keepGrant(this.parts, row, grant))) {
      await this.#giveBack(row, subject, refreshToken);
      return refused('credential-erased', row);
    }
    const isAll = row.requestedScopes.every((scope) => consented.includes(scope));
    return { kind: 'ended', authorizationId: row.authorizationId, outcome: isAll ? 'authorized' : 'scopes-missing' };
  }

  /** What is of no use is not left lying at the provider, unless that would take other grants of the account along. */
  async #giveBack(row: AuthorizationRow, subject: string, token: Secret<string>): Promise<void> {
    const isInUse = (tx: Transaction) => grantStore.isInUse(tx, row.provider, subject);
    if (await acrossTenants(this.parts.database, isInUse)) return;
    const source = { kind: 'refresh-token' as const, refreshToken: token };
    await this.parts.providers.revoke(
      writeGrant({ provider: row.provider, source }),
      AbortSignal.timeout(providerCallMs),
    );
  }

  async #end(row: AuthorizationRow, outcome: Outcome): Promise<Completion> {
    const { tenantId, subscriberId, authorizationId } = row;
    await tenantTransaction(this.parts.database, tenantId, async (tx) => {
      await authorizationStore.end(tx, authorizationId, states[outcome] ?? 'failed');
      const about = { tenantId, subscriberId, credentialId: authorizationId, caller: 'api-gateway', outcome };
      await recordAudit(tx, { action: 'authorization', ...about });
    });
    return { kind: 'ended', authorizationId, outcome };
  }
}

function refused(because: RefusedBecause, { authorizationId }: AuthorizationRow): Completion {
  return { kind: 'refused', because, authorizationId };
}
