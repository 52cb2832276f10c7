import { Refusal, startValidation, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { once, recall, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import { lockConnection, ownerOf } from '../connection/connection-store.js';
import type { ValidationStarter } from './validation-starter.js';

type Input = ParsedInputOf<typeof startValidation>;
type Output = OutputOf<typeof startValidation>;

/** Starts a run of the saved connection. */
export async function startRun(
  parts: { database: Database; validations: ValidationStarter },
  input: Input,
  context: RequestContext,
): Promise<Output> {
  const remembered = await recall(parts.database, startValidation, context);
  if (remembered !== null) return remembered;
  parts.validations.assertCapacity(startValidation);
  const output = await parts.database.transaction((tx) =>
    once(tx, startValidation, context, async () => {
      const connection = await lockConnection(tx, ownerOf(context));
      if (connection === null) throw new Refusal(startValidation, 'connection-unknown', {});
      return parts.validations.begin(tx, connection, input.language, startValidation);
    }),
  );
  await parts.validations.run(output.validationId);
  return output;
}
