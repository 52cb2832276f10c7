import { startDovecot, temporaryDirectory, type DovecotServer, type DovecotTweaks } from '@mail-access/testkit';
import { deliverMessage } from './deliver-message.js';
import { localhostCertificate } from './loopback-egress.js';

export const ada = { name: 'ada@example.test', password: 'lovelace-1843' };
/** Everything that a careless client gets wrong: a space, a quote, a backslash, letters beyond ASCII, in both. */
export const dave = { name: 'dävid smith@example.test', password: 'pä ss"w\\ord' };
/** Characters of four octets, and of Latin-1 that look like UTF-8. */
export const zoe = { name: 'zoé@example.test', password: '秘密🔑Ã©' };
/** A mailbox shared at Exchange; IMAP clients send such names by LOGIN instead of AUTHENTICATE. */
export const eve = { name: 'ève/shared', password: dave.password };

export interface Mailboxes extends AsyncDisposable {
  readonly dovecot: DovecotServer;
  deliver(recipient: string, message: string): Promise<void>;
}

/** A Dovecot with four mailboxes. */
export async function startMailboxes(tweaks: DovecotTweaks = {}, relayPort = 1): Promise<Mailboxes> {
  const directory = temporaryDirectory();
  const dovecot = await startDovecot({
    directory: directory.path,
    users: [ada, dave, zoe, eve],
    certificate: localhostCertificate,
    relayPort,
    tweaks,
  });
  return {
    dovecot,
    deliver: (recipient, message) => deliverMessage(dovecot.lmtp, recipient, message),
    async [Symbol.asyncDispose]() {
      await dovecot.stop();
      directory.remove();
    },
  };
}
