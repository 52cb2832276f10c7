import type { Language } from '@mail-access/contracts';

/** The same words twice: as plain text, and as a fragment of SSML 1.1 that stands inside a `p` or `s`. */
export interface SpokenPhrase {
  readonly text: string;
  readonly ssml: string;
}

/** Short enough to be interrupted, skipped and repeated; in the language that it is written in. */
export interface SpokenParagraph extends SpokenPhrase {
  readonly language: Language;
}

/** What is not read unasked: the sentence that announces it, and the paragraphs for who wants to hear them. */
export interface SetAsidePart {
  readonly announcement: SpokenPhrase;
  readonly paragraphs: readonly SpokenParagraph[];
}

/** `details` is the technical text of a report, `forwarded` a message that was passed on below a comment. */
export type AsideName = 'quoted' | 'forwarded' | 'signature' | 'disclaimer' | 'footer' | 'details';

export type MailKind =
  | 'message'
  | 'newsletter'
  | 'bounce'
  | 'delivery-receipt'
  | 'read-receipt'
  | 'auto-reply'
  | 'invitation'
  | 'encrypted'
  | 'voicemail'
  | 'fax'
  | 'attachments-only'
  | 'empty';

/** The phrases of the header in the listener's language, in the order in which they are said. */
export interface SpokenHeader extends SpokenPhrase {
  readonly phrases: readonly SpokenPhrase[];
}

export interface SpokenMail {
  /** What the message is written in. Header, notices and announcements are in the listener's language. */
  readonly language: Language;
  readonly kind: MailKind;
  readonly header: SpokenHeader;
  /** What must be known before the text: that it bounced, is encrypted, is only the beginning, … */
  readonly notices: readonly SpokenPhrase[];
  readonly paragraphs: readonly SpokenParagraph[];
  readonly setAside: Readonly<Partial<Record<AsideName, SetAsidePart>>>;
  readonly attachments: SpokenPhrase | null;
  /** All of it, a line a paragraph: header, notices, text, attachments, announcements of what was set aside. */
  readonly text: string;
  /** The same as one document of SSML 1.1. */
  readonly ssml: string;
}
