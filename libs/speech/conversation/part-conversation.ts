import type { Line } from '../body/line.js';
import { markAdditions } from './mark-additions.js';
import { markQuotes } from './mark-quotes.js';
import { markSignature } from './mark-signature.js';
import type { Zone } from './zone.js';

/** The lines of a body by what they are. Blank lines stay where they separate. */
export type PartedBody = Readonly<Record<Exclude<Zone, 'frame'>, readonly Line[]>>;

export interface Surroundings {
  /** The sender's name, without which a signature is known by its closing only. */
  readonly senderName: string;
  /** The subject begins with "Fwd:", "Tr:" or their like. */
  readonly forwarded: boolean;
}

const zones = ['new', 'quoted', 'forwarded', 'signature', 'disclaimer', 'footer'] as const;

/** Parts the newest text of a conversation from all that comes with it. */
export function partConversation(lines: readonly Line[], { senderName, forwarded }: Surroundings): PartedBody {
  const zoned = markQuotes(lines, forwarded);
  markAdditions(zoned);
  markSignature(zoned, senderName);
  const of = (zone: Zone): Line[] => zoned.map((one): Line => (one.zone === zone ? one.line : { text: '', depth: 0 }));
  return Object.fromEntries(zones.map((zone) => [zone, of(zone)])) as unknown as PartedBody;
}

/** The text of a forwarded message without the notices and footers in it. */
export function partForwarded(lines: readonly Line[]): PartedBody {
  const lowest = Math.min(...lines.filter(({ text }) => text !== '').map(({ depth }) => depth));
  return partConversation(
    lines.map(({ mark: _mark, ...line }) => ({ ...line, depth: Math.max(0, line.depth - lowest) })),
    { senderName: '', forwarded: false },
  );
}
