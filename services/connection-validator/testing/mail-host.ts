import { join } from 'node:path';
import {
  startDovecot,
  startPostfix,
  type DovecotTweaks,
  type DovecotUser,
  type ScriptedInternet,
} from '@mail-access/testkit';

/** A mail host of the scripted internet that really is Dovecot and Postfix, at the usual ports. */
interface MailHost {
  readonly directory: string;
  /** Every name under which it is reached. */
  readonly names: readonly string[];
  readonly users: readonly DovecotUser[];
  /** Addresses that it takes mail for, and the user whose they are. */
  readonly mailboxes: Readonly<Record<string, string>>;
  readonly tweaks?: DovecotTweaks;
}

/** Starts it; the answer ends it. */
export async function startMailHost(internet: ScriptedInternet, host: MailHost): Promise<() => Promise<void>> {
  const { directory, names, users, mailboxes, tweaks = {} } = host;
  const certificate = await internet.certificate(names);
  const dovecot = await startDovecot({ directory: join(directory, 'dovecot'), users, certificate, tweaks });
  const postfix = await startPostfix({
    ...{ directory: join(directory, 'postfix'), dovecot, certificate },
    ...{ mailboxes: Object.keys(mailboxes), senderOwners: mailboxes },
  });
  const ports = {
    143: dovecot.imap,
    993: dovecot.imaps,
    995: dovecot.pop3s,
    465: postfix.submissions,
    587: postfix.submission,
  };
  for (const name of names) {
    for (const [port, local] of Object.entries(ports)) internet.realServer(name, Number(port), local);
  }
  return async () => {
    await Promise.all([postfix.stop(), dovecot.stop()]);
  };
}
