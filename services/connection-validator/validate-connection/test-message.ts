import { randomBytes } from 'node:crypto';
import type { Language } from '@mail-access/contracts';
import { testMessage } from '@mail-access/wording';
import MailComposer from 'nodemailer/lib/mail-composer';

/** The header by which the last step recognises its message; a server may rewrite Message-ID, never an X- header. */
export const tokenHeader = 'X-Mail-Access-Validation';

/** A message ready to be sent: RFC 5322 source, and the token that it carries in `tokenHeader`. */
export interface TestMessage {
  readonly token: string;
  readonly source: Buffer;
}

/** Writes the test message in the subscriber's language, from and to the subscriber's own address. */
export async function composeTestMessage(emailAddress: string, language: Language): Promise<TestMessage> {
  const token = randomBytes(16).toString('base64url');
  const { subject, text, html } = testMessage(language, { emailAddress });
  const domain = emailAddress.slice(emailAddress.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    from: emailAddress,
    to: emailAddress,
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    messageId: `<${token}@${domain}>`,
    headers: {
      [tokenHeader]: token,
      // RFC 3834: no vacation notice shall answer it. Exchange reads the second one.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
  });
  return { token, source: await composer.compile().build() };
}
