/**
 * SMTP, submission, POP3 and IMAP, in clear and with TLS (IANA service names; RFC 8314), and the two ports that hosting
 * companies offer instead where port 25 is closed: 26 (cPanel) and 2525.
 */
export const mailPorts: readonly number[] = [25, 26, 110, 143, 465, 587, 993, 995, 2525];
