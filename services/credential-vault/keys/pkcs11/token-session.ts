import { randomBytes } from 'node:crypto';
import type { Handle, Mechanism } from 'pkcs11js';
import { authTagLength, formatVersion, nonceBytes, storedLength } from '../../envelope/aes-gcm.js';
import { EnvelopeBroken } from '../../envelope/envelope-broken.js';
import type { TokenConnection } from './token-connection.js';
import { findKeys, generateKey, type TokenPlace } from './token-keys.js';

/** Some bytes that a key encrypts to show that it works. */
const probe = Buffer.alloc(16);

/** The keys of a token at work: AES-256-GCM (PKCS#11 v2.40 errata 01, 2.12.4) with the form of `envelope/aes-gcm.ts`. */
export class TokenSession {
  /** Of the session they were found in: handles of another one may be other objects. */
  #keys: { readonly place: TokenPlace; readonly byVersion: ReadonlyMap<number, Handle> } | undefined;

  constructor(private readonly connection: TokenConnection) {}

  versions(): number[] {
    return this.connection.use((place) => [...this.#lookedUp(place).keys()]);
  }

  create(keyVersion: number): void {
    this.connection.use((place) => {
      if (!findKeys(place).has(keyVersion)) generateKey(place, keyVersion);
      this.#lookedUp(place);
    });
  }

  destroy(keyVersion: number): void {
    this.connection.use((place) => {
      const key = findKeys(place).get(keyVersion);
      if (key !== undefined) place.api.C_DestroyObject(place.session, key);
      this.#lookedUp(place);
    });
  }

  encrypt(keyVersion: number, plaintext: Buffer, associatedData: Buffer): Buffer {
    return this.connection.use((place) => {
      const nonce = randomBytes(nonceBytes);
      const sealed = encrypted(place, this.#key(place, keyVersion), { nonce, plaintext, associatedData });
      return Buffer.concat([Buffer.from([formatVersion]), nonce, sealed]);
    });
  }

  /** @throws EnvelopeBroken on anything but what `encrypt` made with this key and this associated data */
  decrypt(keyVersion: number, stored: Buffer, associatedData: Buffer): Buffer {
    if (stored.length <= storedLength(0) || stored[0] !== formatVersion) throw new EnvelopeBroken();
    return this.connection.use((place) => {
      const key = this.#key(place, keyVersion);
      try {
        return decrypted(place, key, stored, associatedData);
      } catch (error) {
        // SoftHSM says CKR_GENERAL_ERROR for a tag that does not fit as for trouble of its own: the key shows which it is.
        if (works(place, key)) throw new EnvelopeBroken();
        throw error;
      }
    });
  }

  #key(place: TokenPlace, keyVersion: number): Handle {
    const known = this.#keys?.place === place ? this.#keys.byVersion : this.#lookedUp(place);
    const key = known.get(keyVersion);
    if (key === undefined) throw new EnvelopeBroken();
    return key;
  }

  #lookedUp(place: TokenPlace): ReadonlyMap<number, Handle> {
    const byVersion = findKeys(place);
    this.#keys = { place, byVersion };
    return byVersion;
  }
}

/** The nonce is ours, and the tag is pinned to 16 bytes: left to itself, a token takes whatever length it is asked for. */
function gcm(library: TokenPlace['library'], nonce: Buffer, aad: Buffer): Mechanism {
  const parameter = {
    ...{ type: library.CK_PARAMS_AES_GCM_v240, iv: nonce, ivBits: nonce.length * 8 },
    ...{ aad, tagBits: authTagLength * 8 },
  };
  return { mechanism: library.CKM_AES_GCM, parameter };
}

function encrypted(
  { library, api, session }: TokenPlace,
  key: Handle,
  { nonce, plaintext, associatedData }: Readonly<Record<'nonce' | 'plaintext' | 'associatedData', Buffer>>,
): Buffer {
  api.C_EncryptInit(session, gcm(library, nonce, associatedData), key);
  const sealed = api.C_Encrypt(session, plaintext, Buffer.alloc(plaintext.length + authTagLength));
  if (sealed.length !== plaintext.length + authTagLength) throw new Error('the token made another length');
  return sealed;
}

function decrypted({ library, api, session }: TokenPlace, key: Handle, stored: Buffer, associatedData: Buffer): Buffer {
  const sealed = stored.subarray(1 + nonceBytes);
  api.C_DecryptInit(session, gcm(library, stored.subarray(1, 1 + nonceBytes), associatedData), key);
  return api.C_Decrypt(session, sealed, Buffer.alloc(sealed.length));
}

function works(place: TokenPlace, key: Handle): boolean {
  try {
    const parts = { nonce: randomBytes(nonceBytes), plaintext: probe, associatedData: Buffer.from('probe') };
    return encrypted(place, key, parts).length > 0;
  } catch {
    return false;
  }
}
