// RFC 4954 (AUTH) with RFC 4616 (PLAIN) and the LOGIN of draft-murchison-sasl-login, which Microsoft's servers want.
import {
  cutCredential,
  DriverFailure,
  type DriverFailureKind,
  type PasswordCredential,
} from '@mail-access/driver-spec';
import type { Extensions } from './say-hello.js';
import type { SmtpConnection, SmtpReply } from './smtp-connection.js';

export async function signIn(
  connection: SmtpConnection,
  extensions: Extensions,
  { username, password }: PasswordCredential,
  cleartext: boolean,
  signal: AbortSignal,
): Promise<void> {
  const mechanism = chooseMechanism(extensions, cleartext);
  const revealed = password.reveal();
  connection.cut = cutCredential(username, revealed);
  const answer =
    mechanism === 'PLAIN'
      ? await plain(connection, base64(`\0${username}\0${revealed}`), signal)
      : await login(connection, base64(username), base64(revealed), signal);
  if (answer.code !== 235) throw new DriverFailure(kindOf(answer.code, cleartext), { reply: answer.reply });
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

function chooseMechanism(extensions: Extensions, cleartext: boolean): 'PLAIN' | 'LOGIN' {
  const offered = extensions.get('AUTH') ?? [];
  if (offered.includes('PLAIN')) return 'PLAIN';
  if (offered.includes('LOGIN')) return 'LOGIN';
  const needsEncryption = cleartext && extensions.has('STARTTLS');
  throw new DriverFailure(needsEncryption ? 'sign-in-needs-encryption' : 'sign-in-method-missing');
}

async function plain(connection: SmtpConnection, response: string, signal: AbortSignal): Promise<SmtpReply> {
  const answer = await connection.command(`AUTH PLAIN ${response}`, signal);
  // Some servers overlook the initial response and ask for it.
  return answer.code === 334 ? connection.command(response, signal) : answer;
}

async function login(
  connection: SmtpConnection,
  username: string,
  password: string,
  signal: AbortSignal,
): Promise<SmtpReply> {
  let answer = await connection.command('AUTH LOGIN', signal);
  if (answer.code === 334) answer = await connection.command(username, signal);
  return answer.code === 334 ? connection.command(password, signal) : answer;
}

/** Only the 5xx that judge the password are a refusal of it. */
function kindOf(code: number, cleartext: boolean): DriverFailureKind {
  if (code >= 400 && code < 500) return 'temporarily-unavailable';
  // 530 "must issue STARTTLS first" (RFC 3207), 538 and 523 "encryption required" (RFC 4954, RFC 5248).
  if (code === 538 || code === 523 || (code === 530 && cleartext)) return 'sign-in-needs-encryption';
  // Command unknown, not implemented, not now, or mechanism unknown.
  if (code === 500 || code === 502 || code === 503 || code === 504) return 'sign-in-method-missing';
  return code >= 500 ? 'sign-in-refused' : 'protocol-violation';
}
