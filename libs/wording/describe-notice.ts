import type { Language } from '@mail-access/contracts';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { notices as english } from './en-CA/notices.js';
import { notices as french } from './fr-CA/notices.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';
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
  const [words, typeset] = language === 'fr-CA' ? [french, typesetFrench] : [english, typesetEnglish];
  const scene = sceneOf(context, now);
  return { message: typeset(words[notice].message(scene)), remedy: typeset(words[notice].remedy(scene)) };
}
