import type { Msg } from '@nats-io/transport-node';
import { fromHeaders, type HeaderFields } from './header-fields.js';

/** How @nats-io/nats-core 3.4 keeps a message: `hdr` bytes of header block in front of the payload, -1 without one. */
interface ParsedMessage {
  readonly _msg?: { readonly hdr?: unknown };
  readonly _rdata?: unknown;
}

const text = new TextDecoder();

/**
 * The headers of a received message, as `fromHeaders` reads them. The library's decoder brings every name into canonical
 * form and looks it up three times, a tenth of all that answering a request costs; this reads the block once. Should
 * the library keep its messages in another way, its decoder is used.
 */
export function messageHeaders(message: Msg): HeaderFields {
  const { _msg: parsed, _rdata: bytes } = message as unknown as ParsedMessage;
  const length = parsed?.hdr;
  if (typeof length !== 'number' || !(bytes instanceof Uint8Array)) return fromHeaders(message.headers);
  if (length < 0) return {};
  return parseHeaderBlock(text.decode(bytes.subarray(0, length)));
}

/** `NATS/1.0` and lines of `name: value`. Names come back in lower case; of a repeated one the first value counts. */
export function parseHeaderBlock(block: string): HeaderFields {
  const fields: HeaderFields = {};
  for (let start = block.indexOf('\r\n') + 2; start > 1;) {
    const end = block.indexOf('\r\n', start);
    if (end <= start) break;
    const colon = block.indexOf(':', start);
    if (colon > start && colon < end) {
      fields[block.slice(start, colon).toLowerCase()] ??= block.slice(colon + 1, end).trim();
    }
    start = end + 2;
  }
  return fields;
}
