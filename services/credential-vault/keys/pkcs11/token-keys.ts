import type pkcs11js from 'pkcs11js';
import type { Handle, PKCS11, Template } from 'pkcs11js';
import { KeyStoreProblem } from '../key-store.js';

export type Library = typeof pkcs11js;

/** One session, and where its keys are looked for. */
export interface TokenPlace {
  readonly library: Library;
  readonly api: PKCS11;
  readonly session: Handle;
  readonly object: string;
  /** As a sentence names it. */
  readonly name: string;
}

const keyBytes = 32;

/**
 * The keys of the token by version: AES-256 secret keys labelled `<object>-<version>`.
 * @throws KeyStoreProblem when a version is there twice, or could leave the token
 */
export function findKeys(place: TokenPlace): Map<number, Handle> {
  const found = new Map<number, Handle>();
  for (const key of objects(place)) {
    const version = versionOf(place, key);
    if (version === null) continue;
    if (found.has(version)) throw new KeyStoreProblem(`${place.name} holds the key ${place.object}-${version} twice`);
    checkKey(place, key, version);
    found.set(version, key);
  }
  return found;
}

/** Makes a key that never leaves the token. */
export function generateKey({ library, api, session, object }: TokenPlace, keyVersion: number): void {
  const label = `${object}-${keyVersion}`;
  const template: Template = [
    { type: library.CKA_CLASS, value: library.CKO_SECRET_KEY },
    { type: library.CKA_KEY_TYPE, value: library.CKK_AES },
    { type: library.CKA_VALUE_LEN, value: keyBytes },
    { type: library.CKA_LABEL, value: label },
    { type: library.CKA_ID, value: Buffer.from(label) },
    { type: library.CKA_TOKEN, value: true },
    { type: library.CKA_PRIVATE, value: true },
    { type: library.CKA_SENSITIVE, value: true },
    { type: library.CKA_EXTRACTABLE, value: false },
    { type: library.CKA_ENCRYPT, value: true },
    { type: library.CKA_DECRYPT, value: true },
    { type: library.CKA_WRAP, value: false },
    { type: library.CKA_UNWRAP, value: false },
  ];
  api.C_GenerateKey(session, { mechanism: library.CKM_AES_KEY_GEN }, template);
}

function objects({ library, api, session }: TokenPlace): Handle[] {
  api.C_FindObjectsInit(session, [
    { type: library.CKA_CLASS, value: library.CKO_SECRET_KEY },
    { type: library.CKA_KEY_TYPE, value: library.CKK_AES },
    { type: library.CKA_TOKEN, value: true },
  ]);
  try {
    const found: Handle[] = [];
    for (let some = api.C_FindObjects(session, 100); some.length > 0; some = api.C_FindObjects(session, 100)) {
      found.push(...some);
    }
    return found;
  } finally {
    api.C_FindObjectsFinal(session);
  }
}

function versionOf(place: TokenPlace, key: Handle): number | null {
  const label = attribute(place, key, place.library.CKA_LABEL).toString('utf8');
  const number = label.startsWith(`${place.object}-`) ? label.slice(place.object.length + 1) : '';
  return /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null;
}

function checkKey(place: TokenPlace, key: Handle, version: number): void {
  const { library, name, object } = place;
  const isSet = (type: number): boolean => attribute(place, key, type).some((byte) => byte !== 0);
  if (!isSet(library.CKA_SENSITIVE) || isSet(library.CKA_EXTRACTABLE)) {
    throw new KeyStoreProblem(
      `the key ${object}-${version} could leave ${name}: it must be sensitive and not extractable`,
    );
  }
  const length = attribute(place, key, library.CKA_VALUE_LEN).readUInt32LE();
  if (length !== keyBytes) throw new KeyStoreProblem(`the key ${object}-${version} of ${name} must be of 256 bits`);
}

function attribute({ api, session }: TokenPlace, key: Handle, type: number): Buffer {
  const [found] = api.C_GetAttributeValue(session, key, [{ type }]);
  // Without a value of ours it answers with bytes.
  if (!Buffer.isBuffer(found?.value)) throw new Error('an attribute of a key is not there');
  return found.value;
}
