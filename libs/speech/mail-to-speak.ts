import type { Language } from '@mail-access/contracts';

/** Somebody in a header field, decoded (RFC 2047) and parsed (RFC 5322). Either part may be missing in broken mail. */
export interface MailParty {
  readonly name?: string;
  readonly address?: string;
}

export interface MailAttachment {
  readonly filename?: string;
  /** Media type in lower case, without parameters. */
  readonly contentType: string;
  /** Bytes, decoded. */
  readonly size: number;
  readonly durationSeconds?: number;
  readonly pages?: number;
}

/** What a delivery report (RFC 3464) or a disposition notification (RFC 8098) says, as far as it could be parsed. */
export interface MailReport {
  readonly about: 'delivery' | 'disposition';
  readonly recipient?: string;
  /** Enhanced status code (RFC 3463), for instance `5.1.1`. */
  readonly status?: string;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; of dispositions `displayed`, `deleted`. */
  readonly action?: string;
  readonly originalSubject?: string;
}

/** The few facts of the header that change what is said. */
export interface MailFacts {
  readonly listId?: string;
  /** Whether there is a `List-Unsubscribe` field: bulk mail has one. */
  readonly listUnsubscribe?: boolean;
  /** RFC 3834: `auto-replied`, `auto-generated`, … */
  readonly autoSubmitted?: string;
  /** Content type of the top part, with its parameters. */
  readonly contentType?: string;
  readonly report?: MailReport;
  /** The `text/calendar` part (RFC 5545, RFC 5546), decoded. */
  readonly calendar?: string;
  readonly encrypted?: 'smime' | 'pgp';
  readonly signed?: 'smime' | 'pgp';
  /** RFC 3458, or what the mail gateway recognised. */
  readonly messageContext?: 'voice-message' | 'fax-message';
  /** Who called, where a voicemail or fax system says so: a name or a telephone number. */
  readonly caller?: string;
  /** Only the beginning of the body was fetched. */
  readonly truncated?: boolean;
}

/** A mail that is parsed: fields decoded, the body's parts as text. */
export interface MailToSpeak {
  readonly from?: MailParty;
  readonly to: readonly MailParty[];
  readonly cc: readonly MailParty[];
  readonly subject?: string;
  readonly date?: Date;
  readonly plain?: string;
  /** RFC 3676. */
  readonly flowed?: boolean;
  readonly delSp?: boolean;
  readonly html?: string;
  readonly attachments: readonly MailAttachment[];
  readonly facts: MailFacts;
}

/** Who listens, where and when. */
export interface Listener {
  readonly language: Language;
  /** IANA time zone, for instance `America/Toronto`. */
  readonly timeZone: string;
  readonly now: Date;
}
