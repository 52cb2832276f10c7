import { createTransport } from 'nodemailer';

/** Hands a finished message to Dovecot by LMTP (RFC 2033). Throws when it was not stored. */
export async function deliver(mail: {
  lmtpPort: number;
  from: string;
  to: readonly string[];
  message: Buffer | string;
}): Promise<void> {
  const transport = createTransport({
    lmtp: true,
    host: '127.0.0.1',
    port: mail.lmtpPort,
    secure: false,
    ignoreTLS: true,
  });
  try {
    await transport.sendMail({ envelope: { from: mail.from, to: [...mail.to] }, raw: mail.message });
  } finally {
    transport.close();
  }
}
