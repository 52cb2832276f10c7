import { fileURLToPath } from 'node:url';
import type { AssembledService, ServiceDefinition, ServiceFoundation } from '@mail-access/messaging';
import type { Configuration } from './configuration.js';
import { AuditSequencer } from './audit/audit-sequencer.js';
import { RefusalTally } from './audit/refusal-tally.js';
import { assembleSignIn, signInEntities, type ProviderEgress } from './assemble-sign-in.js';
import { CredentialVaultModule, type CredentialVaultParts } from './credential-vault.module.js';
import { CredentialStore } from './credential/credential-store.js';
import { CredentialRow } from './credential/credential.entity.js';
import { CredentialOpener } from './credential/open-credential.js';
import type { KeyStore } from './keys/key-store.js';
import { openKeyRing } from './keys/open-key-ring.js';
import { openKeyStore } from './keys/open-key-store.js';
import { RevealGate } from './reveal-credential/reveal-gate.js';
import type { RevealLimits } from './reveal-credential/reveal-rate.js';
import { GrantRevoker } from './revoke-grants/grant-revoker.js';
import { RevocationQueue } from './revoke-grants/revocation-queue.js';
import { KeyKeeper } from './rotate-keys/key-keeper.js';
import type { RevokeAtProvider } from './sign-in-providers/revoke-at-provider.js';
import { reportStrongRole } from './walls/report-strong-role.js';

/** The credential vault, ready to run with these settings. `egress`: another way to the providers, in tests. */
export function credentialVault(settings: Configuration, egress?: ProviderEgress): ServiceDefinition {
  return {
    party: 'credential-vault',
    settings,
    entities: [CredentialRow, ...signInEntities],
    // Beside the sources and, one level up, beside what is built of them.
    migrations: fileURLToPath(
      new URL(import.meta.url.includes('/dist/') ? '../migrations' : './migrations', import.meta.url),
    ),
    assemble: (foundation) => assembled(foundation, settings, egress),
  };
}

async function assembled(
  foundation: ServiceFoundation,
  settings: Configuration,
  egress: ProviderEgress | undefined,
): Promise<AssembledService> {
  const keyStore = openKeyStore(settings.KEY_WRAPPER, foundation.logger);
  try {
    await reportStrongRole(foundation.database, foundation.logger);
    const parts = await partsOf(foundation, settings, keyStore, egress);
    const work = backgroundWork(foundation, parts);
    return {
      module: CredentialVaultModule.with(parts),
      start: () => {
        for (const each of work) each.start();
      },
      stop: async () => {
        for (const each of work) await each.stop();
        await keyStore.close();
      },
    };
  } catch (error) {
    await keyStore.close();
    throw error;
  }
}

async function partsOf(
  foundation: ServiceFoundation,
  settings: Configuration,
  keyStore: KeyStore,
  egress: ProviderEgress | undefined,
): Promise<CredentialVaultParts> {
  const { database, logger } = foundation;
  const ring = await openKeyRing({ ...foundation, store: keyStore });
  const store = new CredentialStore();
  const opener = new CredentialOpener(ring, logger);
  const gate = { database, logger, recipientKeys: settings.SEALING_PUBLIC_KEYS, limits: limitsOf(settings) };
  return {
    ...{ database, logger, keyStore, ring, store, opener },
    signIn: await assembleSignIn({ ...foundation, ring, store, egress }, settings),
    keeper: new KeyKeeper({ ...foundation, store: keyStore, ring }),
    sealingKey: settings.SEALING_KEY,
    gate: new RevealGate(gate),
    tally: new RefusalTally(database, logger),
    revocations: new RevocationQueue(store, opener, ring),
  };
}

/** What goes on beside requests, in the order in which it ends: the audit last. */
function backgroundWork({ database, logger }: ServiceFoundation, parts: CredentialVaultParts): readonly Work[] {
  const { signIn, opener, revocations: queue } = parts;
  const revoke: RevokeAtProvider = (grant, signal) => signIn.providers.revoke(grant, signal);
  const revoker = new GrantRevoker({ database, logger, queue, opener, revoke });
  return [parts.keeper, signIn, revoker, parts.tally, new AuditSequencer({ database, logger })];
}

interface Work {
  start(): void;
  stop(): Promise<void>;
}

function limitsOf({ REVEALS_PER_MINUTE, REVEAL_SURGE_PER_MINUTE }: Configuration): RevealLimits {
  return { perMinute: REVEALS_PER_MINUTE, surgePerMinute: REVEAL_SURGE_PER_MINUTE };
}
