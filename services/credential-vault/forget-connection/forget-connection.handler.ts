import { connectionErased, credentialErased } from '@mail-access/contracts';
import { HandlesEvent, publishEvent, type ReceivedEvent } from '@mail-access/messaging';
import type { Transaction } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { CredentialStore } from '../credential/credential-store.js';

/** Destroys what belongs to a connection that is no more. */
@Controller()
export class ForgetConnectionHandler {
  constructor(@Inject(CredentialStore) private readonly store: CredentialStore) {}

  @HandlesEvent(connectionErased)
  async handle(event: ReceivedEvent<typeof connectionErased>, tx: Transaction): Promise<void> {
    const erased = await this.store.erase(tx, event, event.data);
    for (const credential of erased) await publishEvent(tx, credentialErased, event, credential);
  }
}
