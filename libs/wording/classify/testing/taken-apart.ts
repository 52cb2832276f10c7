import type { MailProtocol } from '../../scene.js';

/** A raw reply as a driver hands it over: no status word, its code in a field of its own. */
export function takenApart(protocol: MailProtocol, raw: string): { text: string; code?: string } {
  const parts =
    protocol === 'smtp'
      ? /^(\d{3}(?:[ -]\d\.\d+\.\d+)?)[ -](.*)$/s.exec(raw)
      : /^(?:\* )?(?:NO |BAD |-ERR )?\[([^\]]+)\] ?(.*)$/s.exec(raw);
  if (parts !== null)
    return { code: (parts[1] ?? '').replace('-', protocol === 'smtp' ? ' ' : '-'), text: parts[2] ?? '' };
  return { text: raw.replace(/^(?:NO|BAD|-ERR) /, '') };
}
