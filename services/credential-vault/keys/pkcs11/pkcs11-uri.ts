/** Which keys on which token, and how to get to it: what a PKCS#11 URI (RFC 7512) says. */
export interface TokenSettings {
  readonly kind: 'pkcs11';
  /** Path of the PKCS#11 library. */
  readonly modulePath: string;
  readonly token: string;
  /** Told apart by it where several tokens have one label. */
  readonly serial?: string;
  /** The key of version 3 has this label, then `-3`. */
  readonly object: string;
  /** Path of the file that holds the PIN. */
  readonly pinFile: string;
}

const pathAttributes = ['token', 'serial', 'object', 'type'];
const queryAttributes = ['module-path', 'pin-source'];

/**
 * Reads `pkcs11:token=…;object=…?module-path=/…&pin-source=file:/…`. What is not understood is refused: an attribute that
 * narrows the choice, and is passed over, would choose another key.
 * @throws Error that quotes nothing of it
 */
export function parsePkcs11Uri(uri: string): TokenSettings {
  const [path = '', query = '', ...more] = uri.slice('pkcs11:'.length).split('?');
  if (more.length > 0) throw new Error('a pkcs11: URI has one "?" at most');
  if (/(?:^|&)pin-value=/.test(query)) throw new Error('the PIN belongs in a file: name it with pin-source=file:/path');
  const where = attributes(path, ';', pathAttributes);
  const how = attributes(query, '&', queryAttributes);
  if ((where.get('type') ?? 'secret-key') !== 'secret-key') throw new Error('the type must be secret-key');
  const modulePath = needed(how, 'module-path');
  if (!modulePath.startsWith('/')) throw new Error('module-path must be the whole path of the library');
  const serial = where.get('serial');
  return {
    kind: 'pkcs11',
    modulePath,
    token: needed(where, 'token'),
    ...(serial === undefined ? {} : { serial }),
    object: where.get('object') ?? 'mail-access-key',
    pinFile: pinFile(needed(how, 'pin-source')),
  };
}

function pinFile(source: string): string {
  const path = source.startsWith('file:') ? source.slice('file:'.length).replace(/^\/\/(?=\/)/, '') : source;
  if (!path.startsWith('/')) throw new Error('pin-source must be file:/path of the file that holds the PIN');
  return path;
}

function attributes(text: string, between: string, known: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(between).filter((one) => one !== '')) {
    const [, name = '', value = ''] = /^([a-z-]+)=(.+)$/s.exec(part) ?? [];
    if (!known.includes(name)) throw new Error(`a pkcs11: URI may hold ${known.join(', ')} before or after its "?"`);
    if (found.has(name)) throw new Error(`${name} is there twice`);
    found.set(name, decoded(value, name));
  }
  return found;
}

function decoded(value: string, name: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new Error(`${name} is not percent-encoded as it must be`);
  }
}

function needed(found: ReadonlyMap<string, string>, name: string): string {
  const value = found.get(name);
  if (value === undefined) throw new Error(`${name} is missing from the pkcs11: URI`);
  return value;
}
