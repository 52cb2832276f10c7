// RFC 9051 section 6.2.2 (AUTHENTICATE) with RFC 4616 (PLAIN) and RFC 4959 (SASL-IR); section 6.2.3 (LOGIN); codes of RFC 5530.
import {
  cutCredential,
  DriverFailure,
  type DriverFailureKind,
  type PasswordCredential,
} from '@mail-access/driver-spec';
import type { ImapCompletion, ImapConnection } from './imap-connection.js';
import { loginCommand } from './login-command.js';
import { readCapabilities } from './read-capabilities.js';

type Method = 'PLAIN' | 'LOGIN command' | 'LOGIN mechanism';

/** Resolves with what the server can do now, as far as it told. */
export async function signIn(
  connection: ImapConnection,
  { username, password }: PasswordCredential,
  cleartext: boolean,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const capabilities = await readCapabilities(connection, signal);
  const method = chooseMethod(capabilities, username, cleartext);
  const revealed = password.reveal();
  connection.cut = cutCredential(username, revealed);
  // What a server can do is another thing after sign-in; many tell it in the completion.
  connection.capabilities = null;
  const completion = await run(method, connection, capabilities, username, revealed, signal);
  if (completion.status !== 'OK') throw new DriverFailure(kindOf(completion), { reply: completion.reply });
  return connection.capabilities ?? capabilities;
}

/** PLAIN first: it takes any Unicode, and nothing has to be quoted. */
function chooseMethod(capabilities: ReadonlySet<string>, username: string, cleartext: boolean): Method {
  const login = !capabilities.has('LOGINDISABLED');
  // Exchange takes "DOMAIN\user" and "user/shared-mailbox" with LOGIN only (ImapFlow does the same).
  if (login && /[\\/]/.test(username)) return 'LOGIN command';
  if (capabilities.has('AUTH=PLAIN')) return 'PLAIN';
  if (login) return 'LOGIN command';
  if (capabilities.has('AUTH=LOGIN')) return 'LOGIN mechanism';
  throw new DriverFailure(cleartext ? 'sign-in-needs-encryption' : 'sign-in-method-missing');
}

function run(
  method: Method,
  connection: ImapConnection,
  capabilities: ReadonlySet<string>,
  username: string,
  password: string,
  signal: AbortSignal,
): Promise<ImapCompletion> {
  if (method === 'LOGIN command') {
    const [line, ...answers] = loginCommand(username, password, capabilities);
    return connection.command(line, signal, answers);
  }
  if (method === 'LOGIN mechanism') {
    return connection.command('AUTHENTICATE LOGIN', signal, [base64(username), base64(password)]);
  }
  const response = base64(`\0${username}\0${password}`);
  const initial = capabilities.has('SASL-IR') ? ` ${response}` : '';
  return connection.command(`AUTHENTICATE PLAIN${initial}`, signal, [response]);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Codes that say that the password was not judged, or not the reason. */
const kindOfCode: Record<string, DriverFailureKind> = {
  UNAVAILABLE: 'temporarily-unavailable',
  INUSE: 'temporarily-unavailable',
  LIMIT: 'temporarily-unavailable',
  SERVERBUG: 'server-refused',
  PRIVACYREQUIRED: 'sign-in-needs-encryption',
  AUTHENTICATIONFAILED: 'sign-in-refused',
  AUTHORIZATIONFAILED: 'sign-in-refused',
};

/** NO without a code is a refusal; BAD says that the command was not understood, so nothing about the password. */
function kindOf({ status, reply }: ImapCompletion): DriverFailureKind {
  return kindOfCode[reply.code ?? ''] ?? (status === 'NO' ? 'sign-in-refused' : 'protocol-violation');
}
