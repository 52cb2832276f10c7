import type { MailServers } from '@mail-access/contracts';
import type { RecordEgress } from '@mail-access/egress';
import type { ProviderKnowledge } from '../discover-settings/provider-knowledge.js';
import type { SettingsDiscoverer } from '../discover-settings/settings-discoverer.js';
import type { ProviderCatalogue } from '../providers/provider-catalogue.js';
import type { FoundSettings } from '../validation/found-settings.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import type { ValidationStore } from '../validation/validation-store.js';
import type { PostgresTypedHostAllowance } from './typed-host-allowance.js';
import type { PostgresUsernameForms } from './username-forms.js';

/** What a run can be tried with. */
export interface UsableServers {
  readonly servers: MailServers;
  /** Another user name, for when the incoming server definitely refuses the first. */
  readonly otherUsername: string | null;
}

/** What finding the servers of a run stands on. */
export interface FindingParts {
  readonly catalogue: ProviderCatalogue;
  readonly store: Pick<ValidationStore, 'keepFound'>;
  readonly records: Pick<RecordEgress, 'mx'>;
  readonly discoverer: Pick<SettingsDiscoverer, 'discover'>;
  readonly knowledge: Pick<ProviderKnowledge, 'isKnownHost'>;
  readonly typedHosts: Pick<PostgresTypedHostAllowance, 'take'>;
  readonly usernameForms: Pick<PostgresUsernameForms, 'inOrder' | 'learn'>;
}

/** Keeps what a run found with its row, and in memory for the sentences of what follows. */
export async function keepFound(
  run: ValidationRow,
  found: FoundSettings,
  { store }: Pick<FindingParts, 'store'>,
): Promise<void> {
  await store.keepFound(run, found);
  run.found = found;
}
