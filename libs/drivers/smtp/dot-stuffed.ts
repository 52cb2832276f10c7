// RFC 5321 section 4.5.2: a line that begins with a dot gets another, and a dot alone ends the message.

/** The message as it goes behind DATA: CRLF line ends, dots stuffed, the ending dot included. */
export function dotStuffed(message: Buffer): Buffer {
  // Latin-1 maps every octet to one character and back, so the message passes unchanged.
  const text = message
    .toString('latin1')
    .replaceAll(/\r?\n|\r/g, '\r\n')
    .replaceAll(/(?<=^|\r\n)\./g, '..');
  return Buffer.from(`${text}${text === '' || text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1');
}
