import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { octetsOf, textOf } from './cidr.js';

export type HostText =
  | { readonly kind: 'address'; readonly address: string }
  /** A name in ASCII, lower case, without the final dot. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'neither' };

/** RFC 1123 labels, and the underscore that some hosts have. */
const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
/** A last label that the URL standard takes for the end of an IPv4 address; no top-level domain looks so (RFC 3696). */
const numeric = /^(?:\d+|0x[\da-f]*)$/;
const neither: HostText = { kind: 'neither' };

function address(text: string): HostText | null {
  const bare = text.replace(/^\[(.*)\]$/s, '$1');
  const octets = isIP(bare) === 0 ? null : octetsOf(bare);
  return octets === null ? null : { kind: 'address', address: textOf(octets) };
}

/**
 * What resolvers, libc and browsers would make of a text typed as a host. Compatibility forms (full-width or circled
 * digits, ideographic dots), invisible characters and final dots are undone first, because each of them is undone
 * by some resolver on the way. node:url then reads numbers as the URL standard does: decimal, hexadecimal, octal and short forms.
 */
function spelledAddress(text: string): HostText | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '')
    .replace(/[.。]+$/u, '');
  return address(plain) ?? address(domainToASCII(plain));
}

/**
 * Reads a text typed as a host. A text that anything would turn into an address is that address, and a text that
 * looks like one without being one is neither, so that no such text is ever asked of DNS.
 */
export function readHost(text: string): HostText {
  const spelled = spelledAddress(text);
  if (spelled !== null) return spelled;
  // The URL parser cuts a host off at these, and takes what is before them.
  if (/[/\\?#@:%\s\p{Cc}]/u.test(text.trim())) return neither;
  const name = domainToASCII(text.trim()).replace(/\.$/, '');
  const labels = name.split('.');
  if (name.length > 253 || !labels.every((part) => label.test(part))) return neither;
  return numeric.test(labels.at(-1) ?? '') ? neither : { kind: 'name', name };
}
