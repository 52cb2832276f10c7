import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsPermissions, parties, services } from '@mail-access/contracts';
import type { Party } from '@mail-access/contracts';
import { generateSealingKey } from '@mail-access/secret';
import type { JWK } from '@mail-access/secret';
import type { NatsUser } from '../launch/nats.js';

/** Files with the keys of the local run; all but the public set are readable by their owner only. */
export interface Keys {
  directory: string;
  sealingPublicKeys: string;
  sealingKey(service: string): string;
  natsPassword(party: Party): string;
  natsCredentials(party: Party): string;
}

/** Makes what is missing in `directory`; keys that exist are kept, because what was sealed to them must stay readable. */
export async function prepareKeys(directory: string): Promise<Keys> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const publicKeys = await Promise.all(services.map((service) => sealingKeyOf(directory, service)));
  const sealingPublicKeys = join(directory, 'sealing-public.jwks.json');
  writeFileSync(sealingPublicKeys, JSON.stringify({ keys: publicKeys }, null, 2));
  const natsFile = (party: Party) => join(directory, `${party}.nats`);
  for (const party of parties) secretFile(natsFile(party), () => `${party}:${randomBytes(24).toString('base64url')}`);
  return {
    directory,
    sealingPublicKeys,
    sealingKey: (service) => join(directory, `${service}.sealing.jwk.json`),
    natsPassword: (party) => readFileSync(natsFile(party), 'utf8').slice(party.length + 1),
    natsCredentials: natsFile,
  };
}

async function sealingKeyOf(directory: string, service: string): Promise<JWK> {
  const file = join(directory, `${service}.sealing.jwk.json`);
  if (!existsSync(file)) {
    const { privateJwk } = await generateSealingKey(service);
    writeFileSync(file, JSON.stringify(privateJwk), { mode: 0o600 });
  }
  const { d: _private, ...publicJwk } = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  return publicJwk;
}

function secretFile(file: string, make: () => string): void {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 });
}

/** One user a party, who may do what the contracts say and nothing else. */
export function natsUsers(keys: Keys): NatsUser[] {
  return parties.map((party) => ({
    user: party,
    password: keys.natsPassword(party),
    permissions: natsPermissions(party),
  }));
}
