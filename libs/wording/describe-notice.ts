import type { Language } from '@mail-access/contracts';
import { editionOf } from './edition.js';
import { sceneOf, type DiagnosisContext, type Sentences } from './scene.js';

/** Why a step that passed deserves attention: nothing protects the connection, or the test message was taken for junk. */
export type Notice = 'cleartext' | 'found-in-junk';

export type Notices = Record<Notice, Sentences>;

/** What a step that passed noticed, and what the subscriber can do about it. Whole sentences, plain text. */
export function describeNotice(
  notice: Notice,
  language: Language,
  context: DiagnosisContext,
  now: Date = new Date(),
): { message: string; remedy: string } {
  const { notices, typeset } = editionOf(language);
  const scene = sceneOf(context, now);
  return { message: typeset(notices[notice].message(scene)), remedy: typeset(notices[notice].remedy(scene)) };
}
