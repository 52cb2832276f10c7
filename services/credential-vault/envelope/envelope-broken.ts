/**
 * Something stored that cannot be opened: altered, moved to another row, of an unknown form, or under another key. One
 * error without detail: it tells nobody how close a forgery came, and holds nothing of what was stored.
 */
export class EnvelopeBroken extends Error {
  override readonly name = 'EnvelopeBroken';
  readonly code = 'envelope-broken';

  constructor() {
    super('a stored credential cannot be opened');
  }
}
