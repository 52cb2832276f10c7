// RFC 5034 (AUTH) with RFC 4616 (PLAIN); RFC 1939 section 7 (USER, PASS). Response codes: RFC 2449, RFC 3206.
import {
  cutCredential,
  DriverFailure,
  type DriverFailureKind,
  type PasswordCredential,
} from '@mail-access/driver-spec';
import type { Pop3Answer, Pop3Connection } from './pop3-connection.js';
import type { Capabilities } from './read-capabilities.js';

/** RFC 2449 section 4: a longer command than this may be cut by the server. */
const maxCommandLength = 255;

/** These say that the password was never judged. */
const notAboutThePassword: Record<string, DriverFailureKind> = {
  'SYS/TEMP': 'temporarily-unavailable',
  'IN-USE': 'temporarily-unavailable',
  'LOGIN-DELAY': 'temporarily-unavailable',
  'SYS/PERM': 'server-refused',
};

export async function signIn(
  connection: Pop3Connection,
  capabilities: Capabilities,
  { username, password }: PasswordCredential,
  cleartext: boolean,
  signal: AbortSignal,
): Promise<void> {
  const method = chooseMethod(capabilities, cleartext);
  const revealed = password.reveal();
  connection.cut = cutCredential(username, revealed);
  const answer =
    method === 'PLAIN'
      ? await authenticatePlain(connection, Buffer.from(`\0${username}\0${revealed}`).toString('base64'), signal)
      : await userAndPass(connection, username, revealed, signal);
  if (answer.ok) return;
  const kind = notAboutThePassword[answer.reply.code ?? ''] ?? 'sign-in-refused';
  throw new DriverFailure(kind, { reply: answer.reply });
}

/** PLAIN first: it takes any Unicode and spaces, which USER leaves open. */
function chooseMethod(capabilities: Capabilities, cleartext: boolean): 'PLAIN' | 'USER' {
  const mechanisms = capabilities?.get('SASL');
  if (mechanisms?.includes('PLAIN')) return 'PLAIN';
  if (!capabilities || capabilities.has('USER')) return 'USER';
  // Dovecot takes USER and PLAIN off the list until TLS is there.
  if (cleartext && capabilities.has('STLS')) throw new DriverFailure('sign-in-needs-encryption');
  if (cleartext || mechanisms) throw new DriverFailure('sign-in-method-missing');
  // Old servers have USER without saying so; behind TLS asking costs nothing.
  return 'USER';
}

async function authenticatePlain(
  connection: Pop3Connection,
  response: string,
  signal: AbortSignal,
): Promise<Pop3Answer> {
  const command = `AUTH PLAIN ${response}`;
  connection.send(command.length <= maxCommandLength ? command : 'AUTH PLAIN');
  const line = await connection.lines.readLine(signal);
  const status = connection.parseStatus(line);
  if (status) return status;
  // A challenge: the command was too long, or the server does not read initial responses.
  if (line[0] !== 0x2b) throw new DriverFailure('protocol-violation');
  return connection.command(response, signal);
}

async function userAndPass(
  connection: Pop3Connection,
  username: string,
  password: string,
  signal: AbortSignal,
): Promise<Pop3Answer> {
  const user = await connection.command(`USER ${username}`, signal);
  return user.ok ? connection.command(`PASS ${password}`, signal) : user;
}
