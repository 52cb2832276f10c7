import { fileURLToPath } from 'node:url';
import { imapDriver } from '@mail-access/driver-imap';
import { pop3Driver } from '@mail-access/driver-pop3';
import { smtpDriver } from '@mail-access/driver-smtp';
import { createEgress, type FullEgress } from '@mail-access/egress';
import type { AssembledService, ServiceDefinition, ServiceFoundation } from '@mail-access/messaging';
import { CredentialCleanupRow } from './clean-up-credentials/credential-cleanup.entity.js';
import { CredentialSweeper } from './clean-up-credentials/credential-sweeper.js';
import type { Configuration } from './configuration.js';
import { ConnectionValidatorModule } from './connection-validator.module.js';
import { ConnectionRow } from './connection/connection.entity.js';
import { BusCredentialVault } from './credentials/credential-vault.js';
import { PostgresDiscoveryAllowance } from './discover-settings/discovery-allowance.js';
import { loadMxFacts } from './discover-settings/facts/mx-facts.js';
import { knowledgeOf, type ProviderKnowledge } from './discover-settings/provider-knowledge.js';
import { SettingsDiscoverer } from './discover-settings/settings-discoverer.js';
import { PostgresTypedHostAllowance } from './find-settings/typed-host-allowance.js';
import { PostgresUsernameForms } from './find-settings/username-forms.js';
import { PostgresSignInLimit } from './limit-sign-ins/sign-in-limit.js';
import { loadProviders, shippedProviders, type ProviderFiles } from './providers/load-providers.js';
import { ProviderCatalogue } from './providers/provider-catalogue.js';
import { AbandonedRuns } from './recover-validations/abandoned-runs.js';
import { mailboxProof } from './validate-connection/mailbox-proof.js';
import { ValidationRunner } from './validate-connection/validation-runner.js';
import { ValidationChangeRow } from './validation/validation-change.entity.js';
import { ValidationStore } from './validation/validation-store.js';
import { ValidationRow } from './validation/validation.entity.js';

/** Runs at a time in one process; a hanging server costs a socket and a timer, not a thread. */
const maxRuns = 500;
/** How long a process that shuts down lets runs end by themselves. */
const shutdownGraceMs = 3_000;

/** What this service keeps: its entities, and the folder of its SQL migrations. */
export const connectionValidatorSchema = {
  entities: [ConnectionRow, ValidationRow, ValidationChangeRow, CredentialCleanupRow],
  // Beside the sources and, one level up, beside what is built of them.
  migrations: fileURLToPath(
    new URL(import.meta.url.includes('/dist/') ? '../migrations' : './migrations', import.meta.url),
  ),
};

/** What may be another than the service ships with, in tests. */
interface Substitutes {
  readonly egress?: FullEgress;
}

/** What is known of providers, as it is chosen and as it is recognised. */
interface Known {
  readonly catalogue: ProviderCatalogue;
  readonly knowledge: ProviderKnowledge;
}

/** The connection validator, ready to run with these settings. `providers`: other ones than it ships with. */
export function connectionValidator(
  settings: Configuration,
  providers: ProviderFiles = shippedProviders,
  substitutes: Substitutes = {},
): ServiceDefinition {
  // Read at once: facts that do not fit their schema stop the start, not a subscriber.
  const all = loadProviders(providers);
  const known = { catalogue: new ProviderCatalogue(all), knowledge: knowledgeOf(all, loadMxFacts()) };
  return {
    party: 'connection-validator',
    settings,
    ...connectionValidatorSchema,
    assemble: (foundation) => assemble(foundation, settings, known, substitutes),
  };
}

function assemble(
  foundation: ServiceFoundation,
  settings: Configuration,
  { catalogue, knowledge }: Known,
  substitutes: Substitutes,
): AssembledService {
  const { database, notifications, bus, logger, instanceId } = foundation;
  const vault = new BusCredentialVault(bus, settings.SEALING_KEY);
  const store = new ValidationStore(database);
  const egress = substitutes.egress ?? createEgress({ dnsServers: settings.DNS_SERVERS, allow: settings.EGRESS_ALLOW });
  const access = {
    egress,
    incoming: { imap: imapDriver, pop3: pop3Driver },
    submission: smtpDriver,
  };
  const allowance = new PostgresDiscoveryAllowance(database);
  const discoverer = new SettingsDiscoverer(
    { egress, knowledge, ispdbUrl: settings.ISPDB_URL, random: Math.random },
    allowance,
  );
  const exchange = { store, egress, knowledge, allowance, random: Math.random };
  const typedHosts = new PostgresTypedHostAllowance(database);
  const usernameForms = new PostgresUsernameForms(database);
  const finding = { store, catalogue, records: egress, discoverer, knowledge, typedHosts, usernameForms };
  const signIns = new PostgresSignInLimit(database);
  const prove = mailboxProof({ ...finding, database, vault, access, signIns, logger, exchange });
  const runner = new ValidationRunner({ database, store, notifications, logger, prove, instanceId, maxRuns });
  const abandoned = new AbandonedRuns({ database, store, logger, instanceId });
  const sweeper = new CredentialSweeper({ database, vault, logger });
  return {
    module: ConnectionValidatorModule.with({ database, vault, store, runner, catalogue, discoverer }),
    start: () => {
      abandoned.start();
      sweeper.start();
    },
    stop: async () => {
      await Promise.all([abandoned.stop(), sweeper.stop(), runner.close(shutdownGraceMs)]);
    },
  };
}
