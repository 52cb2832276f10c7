import { fileURLToPath } from 'node:url';
import type { AssembledService, ServiceDefinition, ServiceFoundation } from '@mail-access/messaging';
import type { Configuration } from './configuration.js';
import { CredentialVaultModule } from './credential-vault.module.js';
import { CredentialRow } from './credential/credential.entity.js';
import { openKeyRing } from './keys/open-key-ring.js';
import { openKeyStore } from './keys/open-key-store.js';
import { KeyKeeper } from './rotate-keys/key-keeper.js';

/** The credential vault, ready to run with these settings. */
export function credentialVault(settings: Configuration): ServiceDefinition {
  return {
    party: 'credential-vault',
    settings,
    entities: [CredentialRow],
    // Beside the sources and, one level up, beside what is built of them.
    migrations: fileURLToPath(
      new URL(import.meta.url.includes('/dist/') ? '../migrations' : './migrations', import.meta.url),
    ),
    assemble: (foundation) => assembled(foundation, settings),
  };
}

async function assembled(foundation: ServiceFoundation, settings: Configuration): Promise<AssembledService> {
  const { database, logger } = foundation;
  const keyStore = openKeyStore(settings.KEY_WRAPPER);
  try {
    const ring = await openKeyRing({ ...foundation, store: keyStore });
    const keeper = new KeyKeeper({ ...foundation, store: keyStore, ring });
    return {
      module: CredentialVaultModule.with({
        ...{ database, logger, keyStore, ring, keeper },
        sealingKey: settings.SEALING_KEY,
        recipientKeys: settings.SEALING_PUBLIC_KEYS,
      }),
      start: () => keeper.start(),
      stop: async () => {
        await keeper.stop();
        await keyStore.close();
      },
    };
  } catch (error) {
    await keyStore.close();
    throw error;
  }
}
