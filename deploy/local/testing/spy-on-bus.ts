import { connect } from '@nats-io/transport-node';

/** Everything that passes over the bus, whole: subject, headers, payload. */
export interface BusSpy extends AsyncDisposable {
  readonly messages: Buffer[];
}

/** Listens to every subject, inboxes and JetStream's own included. */
export async function spyOnBus(access: { servers: string; user: string; pass: string }): Promise<BusSpy> {
  const connection = await connect(access);
  const messages: Buffer[] = [];
  connection.subscribe('>', {
    callback: (error, message) => {
      if (error !== null) return;
      const headers = [...(message.headers ?? [])].map(([name, values]) => `${name}: ${values.join()}`);
      messages.push(Buffer.concat([Buffer.from([message.subject, ...headers, ''].join('\n')), message.data]));
    },
  });
  await connection.flush();
  return { messages, [Symbol.asyncDispose]: () => connection.close() };
}
