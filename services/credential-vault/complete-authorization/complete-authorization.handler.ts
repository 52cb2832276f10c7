import { completeAuthorization, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import { tenantTransaction, type Database } from '@mail-access/persistence';
import { openSealed, type JWK } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import { recordAudit } from '../audit/record.js';
import { RefusalTally } from '../audit/refusal-tally.js';
import { DATABASE, LOGGER, SEALING_KEY } from '../provide.js';
import { AuthorizationCompleter, type Completion } from './authorization-completer.js';
import { readAnswer, type ProviderAnswer } from './read-answer.js';

type Input = ParsedInputOf<typeof completeAuthorization>;

@Controller()
export class CompleteAuthorizationHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(AuthorizationCompleter) private readonly completer: AuthorizationCompleter,
    @Inject(SEALING_KEY) private readonly sealingKey: JWK,
    @Inject(RefusalTally) private readonly tally: RefusalTally,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Every reason to refuse is one refusal outside, and a word in the audit. */
  @HandlesRequest(completeAuthorization)
  async handle(input: Input, context: RequestContext): Promise<OutputOf<typeof completeAuthorization>> {
    const answer = await this.#opened(input, context);
    const completion: Completion =
      answer === null
        ? { kind: 'refused', because: 'malformed' }
        : await this.completer.complete(answer, input.sessionHash, context, context.signal);
    if (completion.kind === 'ended')
      return { authorizationId: completion.authorizationId, outcome: completion.outcome };
    await this.#recordRefusal(completion, context);
    throw new Refusal(completeAuthorization, 'authorization-refused', {});
  }

  async #opened({ sealedAnswer }: Input, { tenantId, subscriberId }: RequestContext): Promise<ProviderAnswer | null> {
    try {
      const context = { tenantId, subscriberId, purpose: 'authorization' };
      return readAnswer(await openSealed(this.sealingKey, sealedAnswer, context));
    } catch {
      return null;
    }
  }

  /**
   * An answer that took the state of a sign-in of ours has its line: there is one a state. One that fits none is only counted:
   * anybody can send it without end, and whose sign-in it is said to be is their invention.
   */
  async #recordRefusal(
    { because, authorizationId: credentialId }: Extract<Completion, { kind: 'refused' }>,
    { tenantId, subscriberId, caller }: RequestContext,
  ): Promise<void> {
    const request = completeAuthorization.name;
    this.logger.warn('authorization-refused', { credentialId, reason: because });
    if (credentialId === undefined) {
      this.tally.count({ request, outcome: because, caller });
      return;
    }
    const outcome = `${request}:${because}`;
    await tenantTransaction(this.database, tenantId, (tx) =>
      recordAudit(tx, { action: 'refusal', tenantId, subscriberId, credentialId, caller, outcome }),
    );
  }
}
