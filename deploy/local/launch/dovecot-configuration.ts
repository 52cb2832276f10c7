import { createHash } from 'node:crypto';

/** A mailbox of the server. */
export interface DovecotUser {
  /** The sign-in name, normally the address; any Unicode but no colon and no line break. */
  name: string;
  password: string;
}

/** Where the server listens on 127.0.0.1 and 127.0.0.2. */
export interface DovecotPorts {
  imap: number;
  imaps: number;
  pop3: number;
  pop3s: number;
  submission: number;
  submissions: number;
  lmtp: number;
  /** The SASL server that Postfix asks (`smtpd_sasl_type = dovecot`). */
  sasl: number;
}

/** Departures from the usual server, for tests. */
export interface DovecotTweaks {
  /** `required` (default): a password only after TLS. `yes`: TLS is offered. `no`: there is none. */
  tls?: 'required' | 'yes' | 'no';
  /** Default true: sign-in without TLS is refused (LOGINDISABLED), except from the server's own address: connect to 127.0.0.2 to see it. */
  plaintextForbidden?: boolean;
  /** Replaces what IMAP announces before and after sign-in. */
  imapCapability?: string;
  /** Default `plain login`. */
  mechanisms?: string;
  /** IMAP and POP3 sessions a user and address may hold. */
  maxConnections?: number;
  /** Lines added at the end of dovecot.conf. */
  extra?: string;
}

export interface DovecotConfiguration {
  directory: string;
  runDirectory: string;
  installation: string;
  ports: DovecotPorts;
  owner: { user: string; group: string; uid: number; gid: number };
  hostname: string;
  /** Port of the loopback MTA that takes what is submitted. */
  relayPort: number;
  tweaks: DovecotTweaks;
}

/** The passwd-file: passwords in base64, so that any character is allowed; the home is a digest, so that any name is. */
export function dovecotUsers(
  users: readonly DovecotUser[],
  directory: string,
  owner: { uid: number; gid: number },
): string {
  return users
    .map(({ name, password }) => {
      const home = `${directory}/mail/${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 16)}`;
      const secret = `{PLAIN.B64}${Buffer.from(password).toString('base64')}`;
      return `${lookupKey(name)}:${secret}:${owner.uid}:${owner.gid}::${home}::\n`;
    })
    .join('');
}

/** The name as Dovecot looks it up: ASCII letters lowered (`%L`), quotes and backslashes escaped (str_escape in lib/strescape.c). */
function lookupKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/["'\\]/g, '\\$&');
}

/** dovecot.conf for Dovecot 2.3 without root: no chroot, no privileged user, everything below our folder. */
export function dovecotConfiguration(configuration: DovecotConfiguration): string {
  const { ports, tweaks } = configuration;
  return [
    whereAndWho(configuration),
    signIn(configuration),
    mailboxes,
    protocols(configuration),
    services(ports, tweaks),
    tweaks.extra ?? '',
    '',
  ].join('\n');
}

function whereAndWho({ directory, runDirectory, installation, owner, hostname }: DovecotConfiguration): string {
  return `base_dir = ${runDirectory}
state_dir = ${directory}/state
log_path = ${directory}/dovecot.log
libexec_dir = ${installation}/usr/lib/dovecot
mail_plugin_dir = ${installation}/usr/lib/dovecot/modules
login_plugin_dir = ${installation}/usr/lib/dovecot/modules/login
import_environment = TZ LD_LIBRARY_PATH
listen = 127.0.0.1, 127.0.0.2
protocols = imap pop3 lmtp submission
default_internal_user = ${owner.user}
default_internal_group = ${owner.group}
default_login_user = ${owner.user}
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
instance_name = local
hostname = ${hostname}
postmaster_address = postmaster@${hostname}`;
}

function signIn({ directory, tweaks }: DovecotConfiguration): string {
  return `ssl = ${tweaks.tls ?? 'required'}
ssl_cert = <${directory}/tls/server.pem
ssl_key = <${directory}/tls/server.key
disable_plaintext_auth = ${(tweaks.plaintextForbidden ?? true) ? 'yes' : 'no'}
auth_mechanisms = ${tweaks.mechanisms ?? 'plain login'}
auth_username_format = %Lu
auth_username_chars =
auth_failure_delay = 0
auth_cache_size = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu ${directory}/users
}
userdb {
  driver = passwd-file
  args = username_format=%Lu ${directory}/users
}`;
}

const mailboxes = `mail_location = mdbox:~/mdbox
namespace inbox {
  inbox = yes
  separator = /
${['Drafts', 'Sent', 'Trash', 'Junk'].map(specialFolder).join('')}}`;

function protocols({ tweaks, relayPort }: DovecotConfiguration): string {
  const connections = `  mail_max_userip_connections = ${tweaks.maxConnections ?? 100}\n`;
  const capability = tweaks.imapCapability === undefined ? '' : `  imap_capability = ${tweaks.imapCapability}\n`;
  return `protocol imap {
  imap_idle_notify_interval = 5s
${connections}${capability}}
protocol pop3 {
  pop3_uidl_format = %08Xu%08Xv
${connections}}
submission_relay_host = 127.0.0.1
submission_relay_port = ${relayPort}
submission_relay_trusted = yes`;
}

function specialFolder(name: string): string {
  return `  mailbox ${name} {\n    special_use = \\${name}\n    auto = subscribe\n  }\n`;
}

function services(ports: DovecotPorts, tweaks: DovecotTweaks): string {
  const listener = (name: string, port: number, ssl = false) =>
    `  inet_listener ${name} {\n    port = ${port}\n${ssl ? '    ssl = yes\n' : ''}  }\n`;
  const implicitTls = (name: string, port: number) =>
    tweaks.tls === 'no' ? listener(name, 0) : listener(name, port, true);
  const service = (name: string, content: string) => `service ${name} {\n  chroot =\n${content}}\n`;
  return [
    // No growing delay after refused sign-ins.
    service('anvil', '  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n'),
    service('stats', ''),
    service('imap-login', listener('imap', ports.imap) + implicitTls('imaps', ports.imaps)),
    service('pop3-login', listener('pop3', ports.pop3) + implicitTls('pop3s', ports.pop3s)),
    service(
      'submission-login',
      listener('submission', ports.submission) + implicitTls('submissions', ports.submissions),
    ),
    service('lmtp', listener('lmtp', ports.lmtp)),
    service('auth', listener('sasl', ports.sasl)),
  ].join('');
}
