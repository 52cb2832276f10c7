// @peculiar/x509 resolves its algorithms with tsyringe, which needs this to be loaded first.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key (PKCS #8), both PEM. */
export interface IssuedCertificate {
  certPem: string;
  keyPem: string;
}

/** What to put into a server certificate. */
export interface CertificateRequest {
  /** DNS names and IP addresses, each into the subject alternative names; none at all is allowed. */
  names: readonly string[];
  /** Default: an hour ago. */
  notBefore?: Date;
  /** Default: 825 days after now. */
  notAfter?: Date;
  /** Default: server authentication. */
  keyUsage?: 'server' | 'client';
}

/** A private certificate authority for the demo mailbox and for tests. */
export interface CertificateAuthority {
  caPem: string;
  issue(request: CertificateRequest): Promise<IssuedCertificate>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Makes an authority. With a `directory` its key is kept there (`ca.pem`, `ca.key`), so the next start gives the same authority. */
export async function createCertificateAuthority(
  options: { directory?: string; name?: string } = {},
): Promise<CertificateAuthority> {
  const stored = options.directory === undefined ? undefined : readStored(options.directory);
  const { certPem, keyPem } = stored ?? (await selfSigned(options.name ?? 'Mail access local authority'));
  if (options.directory !== undefined && stored === undefined) store(options.directory, certPem, keyPem);
  const authority = new X509Certificate(certPem);
  const signingKey = await webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(keyPem), ALGORITHM, false, [
    'sign',
  ]);
  return { caPem: certPem, issue: (request) => issue(authority, signingKey, request) };
}

function readStored(directory: string): IssuedCertificate | undefined {
  if (!existsSync(join(directory, 'ca.pem'))) return undefined;
  return {
    certPem: readFileSync(join(directory, 'ca.pem'), 'utf8'),
    keyPem: readFileSync(join(directory, 'ca.key'), 'utf8'),
  };
}

function store(directory: string, certPem: string, keyPem: string): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'ca.key'), keyPem, { mode: 0o600 });
  // Last: its presence says that both are there.
  writeFileSync(join(directory, 'ca.pem'), certPem);
}

async function selfSigned(name: string): Promise<IssuedCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 3650 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certPem: pem(certificate), keyPem: await exportKey(keys.privateKey) };
}

async function issue(authority: X509Certificate, signingKey: webcrypto.CryptoKey, request: CertificateRequest) {
  const keys = await newKeys();
  const purpose = request.keyUsage === 'client' ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth;
  const names = request.names.map((name) => ({
    type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const),
    value: name,
  }));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerialNumber(),
    subject: `CN=${request.names[0] ?? 'nameless'}`,
    issuer: authority.subject,
    notBefore: request.notBefore ?? new Date(Date.now() - HOUR),
    notAfter: request.notAfter ?? new Date(Date.now() + 825 * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([purpose]),
      await AuthorityKeyIdentifierExtension.create(authority.publicKey),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { certPem: pem(certificate), keyPem: await exportKey(keys.privateKey) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** Positive and 16 bytes (RFC 5280, section 4.1.2.2). */
function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f || 1;
  return bytes.toString('hex');
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), PemConverter.PrivateKeyTag)}\n`;
}
