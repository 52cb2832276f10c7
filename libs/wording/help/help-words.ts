import type { SectionId, TopicId } from './guide-topics.js';

/** A page elsewhere, always over https. */
export interface HelpLink {
  readonly text: string;
  readonly href: string;
}

/** What the guide says besides the sentences of the table, in one language. */
export interface HelpWords {
  readonly sections: Record<SectionId | 'providers', string>;
  /** The question that a subscriber has when this happens. */
  readonly questions: Record<TopicId, string>;
  readonly provider: {
    readonly question: (name: string) => string;
    /** Of a provider that does not accept the usual password of the account. */
    readonly passwordRefused: (name: string) => string;
    /** Of a provider where access by other programs is turned off until the subscriber turns it on. */
    readonly accessIsOff: (name: string) => string;
    readonly links: Record<'appPassword' | 'mailPassword' | 'enableAccess', (name: string) => string>;
  };
}
