import type { Language } from '@mail-access/contracts';

/** A subscriber that the local run invents, with a mailbox on the local mail server. */
export interface DemoSubscriber {
  name: string;
  tenantId: string;
  subscriberId: string;
  language: Language;
  /** What the operator sold; without `mail-access` the portal says why the page is closed. */
  entitlements: readonly string[];
  emailAddress: string;
  password: string;
}

/** A top-level domain that never exists outside (RFC 6761). */
export const demoDomain = 'courriel.test';

/** A French one, an English one, and one whom the operator did not sell the function. The passwords open local demo mailboxes only. */
export const demoSubscribers: readonly [DemoSubscriber, DemoSubscriber, DemoSubscriber] = [
  {
    name: 'Amélie Tremblay',
    tenantId: 'demo',
    subscriberId: 'amelie',
    language: 'fr-CA',
    entitlements: ['mail-access'],
    emailAddress: `amelie@${demoDomain}`,
    password: 'érable rouge 42',
  },
  {
    name: 'James Carter',
    tenantId: 'demo',
    subscriberId: 'james',
    language: 'en-CA',
    entitlements: ['mail-access'],
    emailAddress: `james@${demoDomain}`,
    password: 'maple "leaf" 42',
  },
  {
    name: 'Nadia Roy',
    tenantId: 'demo',
    subscriberId: 'nadia',
    language: 'fr-CA',
    entitlements: [],
    emailAddress: `nadia@${demoDomain}`,
    password: 'bouleau blanc 42',
  },
];
