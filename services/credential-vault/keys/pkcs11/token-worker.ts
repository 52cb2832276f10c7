import { parentPort, workerData } from 'node:worker_threads';
import { EnvelopeBroken } from '../../envelope/envelope-broken.js';
import type { TokenSettings } from './pkcs11-uri.js';
import { TokenConnection } from './token-connection.js';
import { TokenSession } from './token-session.js';
import type { TokenAnswer, TokenCall } from './token-calls.js';

/** A thread of its own for a token: its calls block, as long as a cable is long, and requests must not wait for them. */
const settings = workerData as TokenSettings;
let session: TokenSession | undefined;
let connection: TokenConnection | undefined;

async function begun(): Promise<TokenSession> {
  if (session !== undefined) return session;
  const { default: library } = await import('pkcs11js');
  connection = new TokenConnection(library, settings);
  session = new TokenSession(connection);
  return session;
}

async function done(call: TokenCall): Promise<number[] | Uint8Array | undefined> {
  const token = await begun();
  switch (call.operation) {
    case 'versions':
      return token.versions();
    case 'create':
      return void token.create(call.keyVersion);
    case 'destroy':
      return void token.destroy(call.keyVersion);
    case 'wrap':
    case 'unwrap': {
      const [data, associatedData] = [Buffer.from(call.data.buffer), Buffer.from(call.associatedData.buffer)];
      try {
        if (call.operation === 'wrap') return token.encrypt(call.keyVersion, data, associatedData);
        return token.decrypt(call.keyVersion, data, associatedData);
      } finally {
        data.fill(0);
      }
    }
  }
}

async function answer(call: TokenCall): Promise<void> {
  const { id } = call;
  try {
    const result = await done(call);
    const value = result instanceof Uint8Array ? Uint8Array.from(result) : result;
    const reply: TokenAnswer = { id, ok: true, value };
    parentPort?.postMessage(reply, value instanceof Uint8Array ? [value.buffer] : []);
    if (result instanceof Uint8Array) result.fill(0);
  } catch (error) {
    const isBroken = error instanceof EnvelopeBroken;
    const reply: TokenAnswer = { id, ok: false, isBroken, problem: isBroken ? '' : sentenceOf(error) };
    parentPort?.postMessage(reply);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'KeyStoreProblem') return error.message;
  return 'the PKCS#11 addon cannot be loaded: see "Keys" in docs/operations.md';
}

let last = Promise.resolve();
parentPort?.on('message', (call: TokenCall | 'close') => {
  if (call !== 'close') return void (last = last.then(() => answer(call)));
  void last.then(() => {
    connection?.close();
    parentPort?.close();
  });
});
