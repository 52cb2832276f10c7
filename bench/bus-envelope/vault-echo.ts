import { describeCredential } from '@mail-access/contracts';
import { HandlesRequest } from '@mail-access/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';

/** The subject of the bare side. */
export const barePattern = 'bench.describe-credential';

export interface Question {
  credentialId: string;
}

function describe({ credentialId }: Question) {
  return {
    credentialId,
    connectionId: credentialId,
    purpose: 'incoming' as const,
    keyVersion: 1,
    storedAt: '2026-11-22T10:00:00.000Z',
  };
}

/** Answers on our envelope. */
@Controller()
export class EnvelopeEcho {
  @HandlesRequest(describeCredential)
  async describe(question: Question) {
    return describe(question);
  }
}

/** Answers the same on Nest's own transport, which validates nothing. */
@Controller()
export class BareEcho {
  @MessagePattern(barePattern)
  async describe(@Payload() question: Question) {
    return describe(question);
  }
}
