import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { scriptedImapServer, scriptedPop3Server, scriptedSmtpServer, type ScriptedServer } from './index.js';

/** Says lines, one after each answer, and returns all that was heard. */
async function talk(server: ScriptedServer, ...lines: string[]): Promise<string> {
  const socket = connect(server.port, server.host);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString();
    const line = lines.shift();
    if (line === undefined) socket.end();
    else socket.write(`${line}\r\n`);
  });
  await once(socket, 'close');
  return heard;
}

it('answers IMAP commands under their tags', async () => {
  await using server = await scriptedImapServer((s) => {
    s.says('* OK ready');
    s.expects('LOGIN "ada" "wrong"').refuses('* OK [ALERT] careful', 'NO [AUTHENTICATIONFAILED] Bad password');
  });
  const heard = await talk(server, 'x7 LOGIN "ada" "wrong"');
  expect(heard).toBe('* OK ready\r\n* OK [ALERT] careful\r\nx7 NO [AUTHENTICATIONFAILED] Bad password\r\n');
  server.expectConversationFinished();
});

it('keeps the messages it was sent', async () => {
  await using server = await scriptedSmtpServer((s) => {
    s.says('220 ready').expects('DATA').answers('354 go');
    s.receivesMessage().answers('250 queued');
  });
  await talk(server, 'DATA', 'hello\r\n..dot\r\n.', 'QUIT');
  expect(server.messages).toEqual(['hello\r\n.dot']);
  server.expectConversationFinished();
});

it('plays one part a connection', async () => {
  await using server = await scriptedPop3Server((s) => s.says('+OK first').nextConnection().says('+OK second'));
  expect(await talk(server)).toBe('+OK first\r\n');
  expect(() => server.expectConversationFinished()).toThrow('not reached: says +OK second');
  expect(await talk(server, 'QUIT')).toContain('+OK second');
  server.expectConversationFinished();
});

it.each([
  ['a line that the script does not have', ['NOOP'], 'expected CAPA, heard NOOP'],
  ['a line after the end', ['CAPA', 'NOOP'], 'heard after the end: NOOP'],
])('breaks off at %s, and does not let the test pass', async (_what, lines, reason) => {
  const server = await scriptedPop3Server((s) => s.says('+OK').expects('CAPA').answers('+OK', '.'));
  await talk(server, ...lines);
  await expect((async () => server[Symbol.asyncDispose]())()).rejects.toThrow(reason);
});

it('says what was not reached', async () => {
  await using server = await scriptedPop3Server((s) => s.says('+OK').expects('CAPA').answers('+OK', '.'));
  await talk(server);
  expect(() => server.expectConversationFinished()).toThrow('not reached: expects CAPA');
});
