import type { Language } from '@mail-access/contracts';
import { isBlank, type Line } from './body/line.js';
import type { ReadBody } from './body/read-body.js';
import { toParagraphs } from './body/to-paragraphs.js';
import { partConversation, partForwarded, type PartedBody } from './conversation/part-conversation.js';
import { languageOf } from './language/detect-language.js';
import type { Listener } from './mail-to-speak.js';
import { sayParagraph } from './say/say-paragraph.js';
import { voiced } from './say/voiced.js';
import { sentencesOf } from './sentences/sentences.js';
import type { AsideName, SetAsidePart, SpokenParagraph, SpokenPhrase } from './spoken-mail.js';

export interface SpokenBody {
  readonly language: Language;
  readonly paragraphs: readonly SpokenParagraph[];
  readonly setAside: Readonly<Partial<Record<AsideName, SetAsidePart>>>;
  /** Said before the paragraphs: that they were passed on, or that there is nothing but a quotation. */
  readonly notice: SpokenPhrase | null;
}

/** What is known of a mail when its body is said. */
export interface BodyContext {
  readonly senderName: string;
  readonly subject: string;
  readonly forwarded: boolean;
  readonly listener: Listener;
}

const asides = ['quoted', 'forwarded', 'signature', 'disclaimer', 'footer'] as const;

/** The newest text in paragraphs, and all else set aside with its announcement. */
export function speakBody({ lines }: ReadBody, context: BodyContext): SpokenBody {
  const { listener, subject } = context;
  const parted = partConversation(lines, context);
  const { parts, passedOn } = openForwarded(parted);
  // A word or two are in the language of the conversation.
  const around = `${subject} ${textOf(parts.quoted).slice(0, 1_000)}`;
  const language = languageOf(textOf(parts.new), around, listener.language);
  const paragraphs = say(parts.new, language);
  const setAside: Partial<Record<AsideName, SetAsidePart>> = {};
  for (const name of asides) {
    const said = say(parts[name], language);
    if (said.length > 0) setAside[name] = asidePart(name, said, listener.language);
  }
  const sentences = sentencesOf(listener.language);
  const nothingNew = paragraphs.length === 0 && setAside.quoted !== undefined;
  const notice = passedOn ? sentences.forwardedBelow : nothingNew ? sentences.nothingNew : null;
  return { language, paragraphs, setAside, notice: notice === null ? null : voiced(notice, listener.language) };
}

export function asidePart(name: AsideName, paragraphs: readonly SpokenParagraph[], language: Language): SetAsidePart {
  return { announcement: voiced(sentencesOf(language).aside(name, paragraphs.length), language), paragraphs };
}

/** A message passed on without a word of comment is what is to be heard. */
function openForwarded(parted: PartedBody): { parts: PartedBody; passedOn: boolean } {
  if (!parted.new.every(isBlank) || parted.forwarded.every(isBlank)) return { parts: parted, passedOn: false };
  const inner = partForwarded(parted.forwarded);
  const both = (name: 'signature' | 'disclaimer' | 'footer'): Line[] => [
    ...parted[name],
    { text: '', depth: 0 },
    ...inner[name],
  ];
  const quoted = [...parted.quoted, ...inner.quoted, ...inner.forwarded];
  const parts = {
    ...{ new: inner.new, quoted, forwarded: [] },
    ...{ signature: both('signature'), disclaimer: both('disclaimer'), footer: both('footer') },
  };
  return { parts, passedOn: true };
}

const textOf = (lines: readonly Line[]): string =>
  lines
    .map(({ text }) => text)
    .join('\n')
    .trim();

export const say = (lines: readonly Line[], language: Language): SpokenParagraph[] =>
  toParagraphs(lines)
    .map((paragraph) => sayParagraph(paragraph, language))
    .filter((paragraph) => paragraph !== null);
