import type { Diagnosis } from '@mail-access/contracts';
import type { Notice } from '../describe-notice.js';
import type { DiagnosisContext } from '../scene.js';

export type SectionId = 'reach' | 'secure' | 'sign-in' | 'use' | 'find' | 'our-side';

/** What a diagnosis says besides, elsewhere or with other servers. */
type Variant =
  | 'port-25'
  | 'credentials-rejected-outgoing'
  | 'oauth-required-google'
  | 'oauth-required-microsoft'
  | 'admin-must-enable-outgoing'
  | 'capability-missing-outgoing'
  | 'rate-limited-outgoing'
  | 'mailbox-full'
  | 'test-message-not-seen-pop3'
  | 'servers-to-confirm'
  | 'exchange-unsupported'
  | 'exchange-certificate'
  | 'exchange-closed'
  | 'exchange-unknown-address';

export type TopicId = Diagnosis | Notice | Variant;

/** Where the sentences of a topic come from. A topic whose context has a side speaks of that side, the others of both. */
export interface Topic {
  readonly section: SectionId;
  readonly diagnosis?: Diagnosis;
  readonly notice?: Notice;
  readonly context?: DiagnosisContext;
}

const outgoingSignIn: DiagnosisContext = { step: 'outgoing-sign-in', side: 'outgoing' };

/** The topics of the guide in their order. A diagnosis without one does not compile. */
export const guideTopics: Record<TopicId, Topic> = {
  'address-not-found': { section: 'reach' },
  'connection-refused': { section: 'reach' },
  'connection-timed-out': { section: 'reach' },
  'port-25': {
    section: 'reach',
    diagnosis: 'connection-timed-out',
    context: { step: 'outgoing-connect', side: 'outgoing', port: 25 },
  },
  'not-a-mail-server': { section: 'reach' },
  'temporarily-unavailable': { section: 'reach' },
  'server-misbehaved': { section: 'reach' },

  'wrong-security-mode': { section: 'secure' },
  'encryption-unavailable': { section: 'secure' },
  'certificate-untrusted': { section: 'secure' },
  'certificate-name-mismatch': { section: 'secure' },
  'certificate-expired': { section: 'secure' },
  'tls-too-old': { section: 'secure' },
  cleartext: { section: 'secure', notice: 'cleartext' },

  'credentials-rejected': { section: 'sign-in' },
  'credentials-rejected-outgoing': { section: 'sign-in', diagnosis: 'credentials-rejected', context: outgoingSignIn },
  'app-password-required': { section: 'sign-in' },
  'oauth-required': { section: 'sign-in' },
  'oauth-required-google': {
    section: 'sign-in',
    diagnosis: 'oauth-required',
    context: { step: 'incoming-sign-in', signIn: 'google' },
  },
  'oauth-required-microsoft': {
    section: 'sign-in',
    diagnosis: 'oauth-required',
    context: { step: 'incoming-sign-in', signIn: 'microsoft' },
  },
  'web-sign-in-required': { section: 'sign-in' },
  'protocol-disabled': { section: 'sign-in' },
  'admin-must-enable': { section: 'sign-in', context: { step: 'incoming-sign-in', side: 'incoming' } },
  'admin-must-enable-outgoing': { section: 'sign-in', diagnosis: 'admin-must-enable', context: outgoingSignIn },
  'admin-consent-required': { section: 'sign-in' },
  'account-locked': { section: 'sign-in' },
  'capability-missing': { section: 'sign-in', context: { step: 'incoming-sign-in', side: 'incoming' } },
  'capability-missing-outgoing': { section: 'sign-in', diagnosis: 'capability-missing', context: outgoingSignIn },

  'too-many-connections': { section: 'use' },
  'rate-limited': { section: 'use', context: { step: 'incoming-sign-in', side: 'incoming' } },
  'rate-limited-outgoing': {
    section: 'use',
    diagnosis: 'rate-limited',
    context: { step: 'send-test-message', side: 'outgoing' },
  },
  'mailbox-unavailable': { section: 'use' },
  'sender-refused': { section: 'use', context: { step: 'send-test-message', side: 'outgoing' } },
  'recipient-refused': { section: 'use', context: { step: 'send-test-message', side: 'outgoing' } },
  'message-refused': { section: 'use', context: { step: 'send-test-message', side: 'outgoing' } },
  'mailbox-full': {
    section: 'use',
    diagnosis: 'message-refused',
    context: { step: 'receive-test-message', side: 'incoming' },
  },
  'test-message-not-seen': {
    section: 'use',
    context: { step: 'receive-test-message', side: 'incoming', protocol: 'imap' },
  },
  'test-message-not-seen-pop3': {
    section: 'use',
    diagnosis: 'test-message-not-seen',
    context: { step: 'receive-test-message', side: 'incoming', protocol: 'pop3' },
  },
  'found-in-junk': { section: 'use', notice: 'found-in-junk' },

  'settings-not-found': { section: 'find' },
  'servers-to-confirm': {
    section: 'find',
    diagnosis: 'settings-not-found',
    context: { step: 'find-settings', confirmHosts: ['imap.example.net', 'smtp.example.net'] },
  },
  'provider-unsupported': { section: 'find' },
  'endpoint-not-found': { section: 'find', context: { step: 'find-endpoint' } },
  'exchange-unsupported': { section: 'find', diagnosis: 'provider-unsupported', context: { step: 'open-inbox' } },
  'exchange-certificate': {
    section: 'find',
    diagnosis: 'certificate-name-mismatch',
    context: { step: 'find-endpoint' },
  },
  'service-retired': { section: 'find', context: { step: 'find-endpoint', signIn: 'microsoft' } },
  'exchange-closed': { section: 'find', diagnosis: 'service-retired', context: { step: 'find-endpoint' } },
  'exchange-unknown-address': {
    section: 'find',
    diagnosis: 'mailbox-unavailable',
    context: { step: 'find-endpoint' },
  },

  'blocked-address': { section: 'our-side' },
  internal: { section: 'our-side' },
};
