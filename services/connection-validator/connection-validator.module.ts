import { Module, type DynamicModule } from '@nestjs/common';
import type { Database } from '@mail-access/persistence';
import { CancelValidationHandler } from './cancel-validation/cancel-validation.handler.js';
import type { CredentialVault } from './credentials/credential-vault.js';
import { DiscoverSettingsHandler } from './discover-settings/discover-settings.handler.js';
import { SettingsDiscoverer } from './discover-settings/settings-discoverer.js';
import { EraseConnectionHandler } from './erase-connection/erase-connection.handler.js';
import { GetConnectionHandler } from './get-connection/get-connection.handler.js';
import { GetValidationHandler } from './get-validation/get-validation.handler.js';
import { ListProvidersHandler } from './list-providers/list-providers.handler.js';
import { DATABASE } from './provide.js';
import { ProviderCatalogue } from './providers/provider-catalogue.js';
import { SaveConnectionHandler } from './save-connection/save-connection.handler.js';
import { ConnectionSaver } from './save-connection/save-connection.js';
import { StartValidationHandler } from './start-validation/start-validation.handler.js';
import { ValidationStarter } from './start-validation/validation-starter.js';
import type { ValidationRunner } from './validate-connection/validation-runner.js';
import { ValidationStore } from './validation/validation-store.js';

/** What the handlers stand on, made in `main.ts`. */
export interface ConnectionValidatorParts {
  readonly database: Database;
  readonly vault: CredentialVault;
  readonly store: ValidationStore;
  readonly runner: ValidationRunner;
  readonly catalogue: ProviderCatalogue;
  readonly discoverer: SettingsDiscoverer;
}

@Module({})
export class ConnectionValidatorModule {
  static with({ database, vault, store, runner, catalogue, discoverer }: ConnectionValidatorParts): DynamicModule {
    const validations = new ValidationStarter(database, store, runner);
    return {
      module: ConnectionValidatorModule,
      controllers: [
        SaveConnectionHandler,
        GetConnectionHandler,
        EraseConnectionHandler,
        StartValidationHandler,
        GetValidationHandler,
        CancelValidationHandler,
        ListProvidersHandler,
        DiscoverSettingsHandler,
      ],
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: ValidationStore, useValue: store },
        { provide: ValidationStarter, useValue: validations },
        { provide: ConnectionSaver, useValue: new ConnectionSaver(database, vault, validations, catalogue) },
        { provide: ProviderCatalogue, useValue: catalogue },
        { provide: SettingsDiscoverer, useValue: discoverer },
      ],
    };
  }
}
