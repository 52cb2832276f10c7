/** Everything that main.cf and master.cf of a test server need to know. */
export interface PostfixConfiguration {
  directory: string;
  installation: string;
  hostname: string;
  /** Addresses that exist here; any other recipient of their domains is refused at RCPT. */
  mailboxes: readonly string[];
  ports: PostfixPorts;
  lmtpPort: number;
  saslPort: number;
  owner: { user: string; group: string };
  messageSizeLimit: number;
  /** Lines added at the end of main.cf. */
  extra: string;
}

/** Listeners on 127.0.0.1. */
export interface PostfixPorts {
  /** Without sign-in from this machine, STARTTLS offered. */
  smtp: number;
  /** STARTTLS required, then sign-in. */
  submission: number;
  /** TLS from the first byte, then sign-in. */
  submissions: number;
}

/** main.cf for Postfix 3.7: nothing leaves the machine, what is addressed to a mailbox goes to Dovecot by LMTP. */
export function postfixMain(configuration: PostfixConfiguration): string {
  const settings = { ...whereAndWho(configuration), ...delivery(configuration), ...submission(configuration) };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `${[...lines, configuration.extra].join('\n')}\n`;
}

function whereAndWho({ directory, installation, owner, hostname }: PostfixConfiguration) {
  return {
    compatibility_level: '3.6',
    queue_directory: `${directory}/queue`,
    data_directory: `${directory}/data`,
    command_directory: `${installation}/usr/sbin`,
    daemon_directory: `${installation}/usr/lib/postfix/sbin`,
    shlib_directory: `${installation}/usr/lib/postfix`,
    meta_directory: `${directory}/etc`,
    import_environment: 'MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME LD_LIBRARY_PATH',
    mail_owner: owner.user,
    setgid_group: owner.group,
    // Must differ from mail_owner.
    default_privs: 'nobody',
    maillog_file: `${directory}/postfix.log`,
    maillog_file_prefixes: directory,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: hostname,
  };
}

function delivery({ directory, mailboxes, lmtpPort, messageSizeLimit }: PostfixConfiguration) {
  const domains = new Set(mailboxes.map((address) => address.slice(address.lastIndexOf('@') + 1)));
  return {
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    virtual_mailbox_domains: [...domains].join(' '),
    virtual_transport: `lmtp:inet:127.0.0.1:${lmtpPort}`,
    virtual_mailbox_maps: `texthash:${directory}/etc/mailboxes`,
    default_transport: 'error:5.7.1 no outside world in tests',
    local_transport: 'error:no local mailboxes',
    alias_maps: '',
    alias_database: '',
    message_size_limit: String(messageSizeLimit),
    smtp_dns_support_level: 'disabled',
    biff: 'no',
  };
}

function submission({ directory, saslPort }: PostfixConfiguration) {
  return {
    smtpd_relay_restrictions: 'permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination',
    smtpd_tls_chain_files: `${directory}/etc/server.key, ${directory}/etc/server.pem`,
    smtpd_tls_security_level: 'may',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: `inet:127.0.0.1:${saslPort}`,
    smtpd_sasl_auth_enable: 'no',
    smtpd_sender_login_maps: `texthash:${directory}/etc/senders`,
    smtpd_client_connection_count_limit: '200',
    smtpd_error_sleep_time: '0',
    anvil_rate_time_unit: '1s',
  };
}

/** master.cf: three listeners and the programs that move mail. */
export function postfixMaster({ ports }: Pick<PostfixConfiguration, 'ports'>): string {
  const signIn = ['smtpd_sasl_auth_enable=yes', 'smtpd_relay_restrictions=permit_sasl_authenticated,reject'];
  const senders = 'smtpd_sender_restrictions=reject_authenticated_sender_login_mismatch';
  const submission = ['smtpd_tls_security_level=encrypt', 'smtpd_tls_auth_only=yes', ...signIn, senders];
  const submissions = ['smtpd_tls_wrappermode=yes', ...signIn, senders];
  const listener = (port: number, options: readonly string[]) =>
    [`127.0.0.1:${port} inet n - n - - smtpd`, ...options.map((option) => `  -o ${option}`)].join('\n');
  return `${listener(ports.smtp, [])}
${listener(ports.submission, submission)}
${listener(ports.submissions, submissions)}
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
`;
}
