import { fileURLToPath } from 'node:url';
import type { ServiceDefinition } from '@mail-access/messaging';
import type { Configuration } from './configuration.js';
import { CredentialVaultModule } from './credential-vault.module.js';
import { CredentialRow } from './credential/credential.entity.js';
import { openKeyWrapper } from './keys/open-key-wrapper.js';

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
    assemble: async ({ database, logger }) => ({
      module: CredentialVaultModule.with({
        database,
        logger,
        wrapper: await openKeyWrapper(database, settings.KEY_WRAPPER),
        sealingKey: settings.SEALING_KEY,
        recipientKeys: settings.SEALING_PUBLIC_KEYS,
      }),
    }),
  };
}
