import type { NatsConnection } from '@nats-io/transport-node';
import { type DeadLetter, readDeadLetters } from './read-dead-letters.js';
import { replayDeadLetter } from './replay-dead-letter.js';

export const usage = `npm run dead-letters -- list            shows the events that a consumer gave up, without their content
npm run dead-letters -- replay          gives every one of them to its consumer again
npm run dead-letters -- replay <id>     gives one of them to its consumer again`;

/** Runs one command and prints what it found or did. Throws a sentence when it cannot. */
export async function deadLettersCommand(
  connection: NatsConnection,
  words: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const [verb, id] = words;
  if (verb === 'list' && words.length === 1) return list(connection, print);
  if (verb === 'replay' && words.length === 1) return replayAll(connection, print);
  if (verb === 'replay' && id !== undefined && /^\d+$/.test(id)) return replayOne(connection, Number(id), print);
  throw new Error(usage);
}

async function list(connection: NatsConnection, print: (line: string) => void): Promise<void> {
  let count = 0;
  for await (const letter of readDeadLetters(connection)) {
    print(describe(letter));
    count += 1;
  }
  print(count === 1 ? '1 dead letter' : `${count} dead letters`);
}

async function replayAll(connection: NatsConnection, print: (line: string) => void): Promise<void> {
  let count = 0;
  for await (const letter of readDeadLetters(connection)) {
    await replayDeadLetter(connection, letter);
    count += 1;
  }
  print(`replayed ${count}`);
}

async function replayOne(connection: NatsConnection, id: number, print: (line: string) => void): Promise<void> {
  for await (const letter of readDeadLetters(connection, id)) {
    if (letter.id !== id) break;
    await replayDeadLetter(connection, letter);
    return print(`replayed ${describe(letter)}`);
  }
  throw new Error(`there is no dead letter ${id}`);
}

function describe(letter: DeadLetter): string {
  const owner = `${letter.tenantId}/${letter.subscriberId}`;
  return `${letter.id}  ${letter.time}  ${letter.party}  ${letter.eventName}  ${owner}  ${letter.tries} tries  ${letter.reason}`;
}
