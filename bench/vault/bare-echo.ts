import { connect } from '@nats-io/transport-node';

/** A process that answers every message with so many bytes: `bare-echo.js <nats url> <bytes>`. Says `ready` to its parent. */
const [url = '', bytes = '0'] = process.argv.slice(2);
const answer = Buffer.alloc(Number(bytes), 'x');
const connection = await connect({ servers: url, user: 'bare', pass: 'bare' });
connection.subscribe('bare.echo', { callback: (_, message) => void message.respond(answer) });
await connection.flush();
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
