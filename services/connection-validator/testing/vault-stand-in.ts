import {
  eraseCredential,
  Refusal,
  revealCredential,
  storeCredential,
  type OutputOf,
  type ParsedInputOf,
} from '@mail-access/contracts';
import { BusTransport, HandlesRequest, type Bus, type RequestContext } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import { openSealed, sealSecret, type JWK, type Secret } from '@mail-access/secret';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const KEYS = Symbol('keys');

/** The vault's own private key, and the public key of the service that is answered. */
export interface VaultKeys {
  readonly own: JWK;
  readonly caller: JWK;
}

/** What the stand-in keeps, for a test to look at. */
export const heldCredentials = new Map<string, Secret<string>>();

/** Answers for the vault by its contracts, in memory. */
@Controller()
class VaultStandIn {
  constructor(@Inject(KEYS) private readonly keys: VaultKeys) {}

  @HandlesRequest(storeCredential)
  async store(
    { credentialId, purpose, sealed }: ParsedInputOf<typeof storeCredential>,
    { tenantId, subscriberId }: RequestContext,
  ): Promise<OutputOf<typeof storeCredential>> {
    heldCredentials.set(credentialId, await openSealed(this.keys.own, sealed, { tenantId, subscriberId, purpose }));
    return { credentialId };
  }

  @HandlesRequest(revealCredential)
  async reveal(
    { credentialId, purpose }: ParsedInputOf<typeof revealCredential>,
    { tenantId, subscriberId }: RequestContext,
  ): Promise<OutputOf<typeof revealCredential>> {
    const secret = heldCredentials.get(credentialId);
    if (secret === undefined) throw new Refusal(revealCredential, 'credential-unknown', { credentialId });
    return { sealed: await sealSecret(this.keys.caller, secret, { tenantId, subscriberId, purpose }) };
  }

  @HandlesRequest(eraseCredential)
  erase({ credentialId }: ParsedInputOf<typeof eraseCredential>): Promise<OutputOf<typeof eraseCredential>> {
    return Promise.resolve({ erased: heldCredentials.delete(credentialId) });
  }
}

@Module({})
class VaultStandInModule {}

/** Puts the stand-in on the bus; the answer takes it off. */
export async function startVaultStandIn(bus: Bus, keys: VaultKeys, logger: Logger): Promise<() => Promise<void>> {
  const module = {
    module: VaultStandInModule,
    controllers: [VaultStandIn],
    providers: [{ provide: KEYS, useValue: keys }],
  };
  const app = await NestFactory.createMicroservice(module, {
    strategy: new BusTransport({ bus, logger }),
    logger: false,
  });
  await app.listen();
  return () => app.close();
}
