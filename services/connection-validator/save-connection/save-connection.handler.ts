import { saveConnection, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { Controller, Inject } from '@nestjs/common';
import { ConnectionSaver } from './save-connection.js';

@Controller()
export class SaveConnectionHandler {
  constructor(@Inject(ConnectionSaver) private readonly saver: ConnectionSaver) {}

  @HandlesRequest(saveConnection)
  handle(
    input: ParsedInputOf<typeof saveConnection>,
    context: RequestContext,
  ): Promise<OutputOf<typeof saveConnection>> {
    return this.saver.save(input, context);
  }
}
