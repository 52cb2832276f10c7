// https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/pox-autodiscover-response-for-exchange
import { EmailAddress, Host, Port, Username } from '@mail-access/contracts';
import { readHttpsUrl } from './read-https-url.js';
import { childrenOf, parseXml, textOf, type XmlElement } from '../xml/parse-xml.js';

export interface PoxServer {
  readonly type: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  /** Never `none`: a server "without SSL" must upgrade, or is of no use. */
  readonly security: 'tls' | 'starttls';
  readonly username?: string;
}

export type PoxAnswer =
  | { readonly kind: 'settings'; readonly ewsUrl: string | null; readonly servers: readonly PoxServer[] }
  | { readonly kind: 'redirect-url'; readonly url: string }
  | { readonly kind: 'redirect-address'; readonly address: string }
  /** 500 and 501: no such address. 600 and 601: the endpoint is there and did not like the question. */
  | { readonly kind: 'error'; readonly code: number }
  | { readonly kind: 'invalid' };

const cleartextPorts = new Set([25, 110, 143, 587]);
const defaultPorts = { imap: 993, pop3: 995, smtp: 465 };

function mailServerOf(protocol: XmlElement): PoxServer | null {
  const type = textOf(protocol, 'Type').toLowerCase();
  if (type !== 'imap' && type !== 'pop3' && type !== 'smtp') return null;
  const host = Host.safeParse(textOf(protocol, 'Server').toLowerCase());
  const port = Port.safeParse(Number(textOf(protocol, 'Port') || defaultPorts[type]));
  if (!host.success || !port.success) return null;
  const inClear = textOf(protocol, 'SSL').toLowerCase() === 'off' || cleartextPorts.has(port.data);
  // Left out, or no user name at all: then the usual ones are tried.
  const username = Username.safeParse(textOf(protocol, 'LoginName'));
  const server = { type, host: host.data, port: port.data, security: inClear ? 'starttls' : 'tls' } as const;
  return username.success ? { ...server, username: username.data } : server;
}

/** EXPR is what Exchange offers to clients outside, EXCH inside of its network. */
function ewsUrlOf(protocols: readonly XmlElement[]): string | null {
  const urls = ['EXPR', 'EXCH', 'EXHTTP', 'WEB'].flatMap((type) =>
    protocols
      .filter((protocol) => textOf(protocol, 'Type').toUpperCase() === type)
      .flatMap((protocol) => readHttpsUrl(textOf(protocol, 'EwsUrl')) ?? readHttpsUrl(textOf(protocol, 'ASUrl')) ?? []),
  );
  return urls[0] ?? null;
}

function accountAnswer(account: XmlElement): PoxAnswer {
  switch (textOf(account, 'Action').toLowerCase()) {
    case 'redirecturl': {
      const url = readHttpsUrl(textOf(account, 'RedirectUrl'));
      return url === null ? { kind: 'invalid' } : { kind: 'redirect-url', url };
    }
    case 'redirectaddr': {
      const address = EmailAddress.safeParse(textOf(account, 'RedirectAddr'));
      return address.success ? { kind: 'redirect-address', address: address.data } : { kind: 'invalid' };
    }
    case 'settings': {
      const protocols = childrenOf(account, 'Protocol');
      const servers = protocols.flatMap((protocol) => mailServerOf(protocol) ?? []);
      return { kind: 'settings', ewsUrl: ewsUrlOf(protocols), servers };
    }
    default:
      return { kind: 'invalid' };
  }
}

/** Reads the answer of an Autodiscover endpoint. */
export function parsePox(bytes: Buffer): PoxAnswer {
  const root = parseXml(bytes);
  const response = root?.name === 'Autodiscover' ? childrenOf(root, 'Response')[0] : undefined;
  if (response === undefined) return { kind: 'invalid' };
  const [error] = childrenOf(response, 'Error');
  if (error !== undefined) return { kind: 'error', code: Number(textOf(error, 'ErrorCode')) || 0 };
  const [account] = childrenOf(response, 'Account');
  return account === undefined ? { kind: 'invalid' } : accountAnswer(account);
}
