import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import type { JWK } from '@mail-access/secret';
import { Module, type DynamicModule } from '@nestjs/common';
import { CredentialStore } from './credential/credential-store.js';
import { DescribeCredentialHandler } from './describe-credential/describe-credential.handler.js';
import type { KeyWrapper } from './envelope/key-wrapper.js';
import { EraseCredentialHandler } from './erase-credential/erase-credential.handler.js';
import { ForgetConnectionHandler } from './forget-connection/forget-connection.handler.js';
import { DATABASE, KEY_WRAPPER, LOGGER, RECIPIENT_KEYS, SEALING_KEY } from './provide.js';
import { RevealCredentialHandler } from './reveal-credential/reveal-credential.handler.js';
import { StoreCredentialHandler } from './store-credential/store-credential.handler.js';

/** What the handlers stand on, made in `assemble.ts`. */
export interface CredentialVaultParts {
  readonly database: Database;
  readonly logger: Logger;
  readonly wrapper: KeyWrapper;
  readonly sealingKey: JWK;
  readonly recipientKeys: ReadonlyMap<string, JWK>;
}

@Module({})
export class CredentialVaultModule {
  static with(parts: CredentialVaultParts): DynamicModule {
    return {
      module: CredentialVaultModule,
      controllers: [
        StoreCredentialHandler,
        RevealCredentialHandler,
        DescribeCredentialHandler,
        EraseCredentialHandler,
        ForgetConnectionHandler,
      ],
      providers: [
        { provide: DATABASE, useValue: parts.database },
        { provide: LOGGER, useValue: parts.logger },
        { provide: KEY_WRAPPER, useValue: parts.wrapper },
        { provide: SEALING_KEY, useValue: parts.sealingKey },
        { provide: RECIPIENT_KEYS, useValue: parts.recipientKeys },
        { provide: CredentialStore, useValue: new CredentialStore(parts.logger) },
      ],
    };
  }
}
