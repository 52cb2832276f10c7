import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import type { JWK } from '@mail-access/secret';
import { Module, type DynamicModule } from '@nestjs/common';
import type { SignIn } from './assemble-sign-in.js';
import { RefusalAudit } from './audit/audit-refusals.js';
import { RefusalTally } from './audit/refusal-tally.js';
import { CredentialStore } from './credential/credential-store.js';
import { CredentialOpener } from './credential/open-credential.js';
import { DescribeCredentialHandler } from './describe-credential/describe-credential.handler.js';
import { CredentialEraser } from './erase-credential/credential-eraser.js';
import { EraseCredentialHandler } from './erase-credential/erase-credential.handler.js';
import { ForgetConnectionHandler } from './forget-connection/forget-connection.handler.js';
import type { KeyRing } from './keys/key-ring.js';
import type { KeyStore } from './keys/key-store.js';
import { DATABASE, KEY_STORE, KEY_WRAPPER, LOGGER, SEALING_KEY } from './provide.js';
import { RevealCredentialHandler } from './reveal-credential/reveal-credential.handler.js';
import { RevealGate } from './reveal-credential/reveal-gate.js';
import { SecretSource } from './reveal-credential/secret-source.js';
import type { RevocationQueue } from './revoke-grants/revocation-queue.js';
import { KeyKeeper } from './rotate-keys/key-keeper.js';
import { RotateKeysHandler } from './rotate-keys/rotate-keys.handler.js';
import { StoreCredentialHandler } from './store-credential/store-credential.handler.js';
import { CredentialWriter } from './store-credential/write-credential.js';

/** What the handlers stand on, made in `assemble.ts`. */
export interface CredentialVaultParts {
  readonly database: Database;
  readonly logger: Logger;
  readonly keyStore: KeyStore;
  readonly ring: KeyRing;
  readonly keeper: KeyKeeper;
  readonly sealingKey: JWK;
  readonly gate: RevealGate;
  readonly tally: RefusalTally;
  readonly store: CredentialStore;
  readonly opener: CredentialOpener;
  readonly signIn: SignIn;
  readonly revocations: RevocationQueue;
}

@Module({})
export class CredentialVaultModule {
  static with(parts: CredentialVaultParts): DynamicModule {
    const { store, signIn } = parts;
    return {
      module: CredentialVaultModule,
      controllers: [
        StoreCredentialHandler,
        RevealCredentialHandler,
        DescribeCredentialHandler,
        EraseCredentialHandler,
        ForgetConnectionHandler,
        RotateKeysHandler,
        ...signIn.controllers,
      ],
      providers: [
        { provide: DATABASE, useValue: parts.database },
        { provide: LOGGER, useValue: parts.logger },
        { provide: KEY_WRAPPER, useValue: parts.ring },
        { provide: KEY_STORE, useValue: parts.keyStore },
        { provide: KeyKeeper, useValue: parts.keeper },
        { provide: SEALING_KEY, useValue: parts.sealingKey },
        { provide: RevealGate, useValue: parts.gate },
        { provide: RefusalTally, useValue: parts.tally },
        { provide: RefusalAudit, useValue: new RefusalAudit(parts.database, parts.logger, parts.tally) },
        { provide: CredentialStore, useValue: store },
        { provide: SecretSource, useValue: new SecretSource(parts.opener, signIn.tokens) },
        ...signIn.injected,
        { provide: CredentialWriter, useValue: new CredentialWriter(store, parts.ring) },
        { provide: CredentialEraser, useValue: new CredentialEraser(store, parts.revocations) },
      ],
    };
  }
}
