import {
  DriverFailure,
  isDriverFailure,
  serverReply,
  type CutCredential,
  type DriverFailureKind,
} from '@mail-access/driver-spec';

/** The codes of ImapFlow 2.10 that are about the server; any other error is a defect, and passes as it is. */
const kindOfCode: Record<string, DriverFailureKind> = {
  NoConnection: 'disconnected',
  EConnectionClosed: 'disconnected',
  ClosedAfterConnectText: 'disconnected',
  ClosedAfterConnectTLS: 'disconnected',
  StateLogout: 'disconnected',
  ETIMEOUT: 'timed-out',
  GREETING_TIMEOUT: 'timed-out',
  CONNECT_TIMEOUT: 'timed-out',
  ETHROTTLE: 'temporarily-unavailable',
  UnexpectedTag: 'protocol-violation',
  MissingTag: 'protocol-violation',
  InvalidResponse: 'protocol-violation',
  LineTooLarge: 'protocol-violation',
  LiteralTooLarge: 'protocol-violation',
  ResponseTooLarge: 'protocol-violation',
  TooManyTokens: 'protocol-violation',
  TooManyResponses: 'protocol-violation',
  MAX_IMAP_NESTING_REACHED: 'protocol-violation',
};

interface ImapFlowFault extends Error {
  readonly code?: string;
  readonly responseStatus?: string;
  readonly responseText?: string;
  readonly serverResponseCode?: string;
}

export function failureOfImapFlow(error: unknown, cut: CutCredential): unknown {
  if (isDriverFailure(error) || !(error instanceof Error)) return error;
  const { code = '', responseStatus, responseText = '', serverResponseCode } = error as ImapFlowFault;
  if (responseStatus === 'NO' || responseStatus === 'BAD') {
    const reply = { lines: [Buffer.from(responseText)], ...(serverResponseCode ? { code: serverResponseCode } : {}) };
    const kind = serverResponseCode === 'UNAVAILABLE' ? 'temporarily-unavailable' : 'mailbox-refused';
    return new DriverFailure(kind, { reply: serverReply(reply, cut), cause: error });
  }
  const kind = kindOfCode[code] ?? (code.startsWith('ParserError') ? 'protocol-violation' : undefined);
  return kind ? new DriverFailure(kind, { cause: error }) : error;
}
