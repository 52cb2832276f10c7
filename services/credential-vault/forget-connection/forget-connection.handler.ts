import { connectionErased } from '@mail-access/contracts';
import { HandlesEvent, type ReceivedEvent } from '@mail-access/messaging';
import { joinTenant, type Transaction } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { CredentialEraser } from '../erase-credential/credential-eraser.js';
import { markErased } from './erased-connections.js';

/** Destroys what belongs to a connection that is no more, and lets nothing be stored for it that comes late. */
@Controller()
export class ForgetConnectionHandler {
  constructor(@Inject(CredentialEraser) private readonly eraser: CredentialEraser) {}

  @HandlesEvent(connectionErased)
  async handle(event: ReceivedEvent<typeof connectionErased>, tx: Transaction): Promise<void> {
    await joinTenant(tx, event.tenantId);
    await markErased(tx, event, event.data.connectionId);
    await this.eraser.erase(tx, { owner: event, caller: connectionErased.service, which: event.data });
  }
}
