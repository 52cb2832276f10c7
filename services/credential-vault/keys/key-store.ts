import type { KeyWrapper } from '../envelope/key-wrapper.js';

/** The key-encryption keys that were there at one moment. */
export interface KeySet extends Pick<KeyWrapper, 'wrap' | 'unwrap'> {
  readonly versions: ReadonlySet<number>;
}

/**
 * Where key-encryption keys are kept and made. Whoever changes anything in it holds the lock of the key tables meanwhile,
 * so that replicas take turns. Adapters: `FileKeyStore`, `TokenKeyStore`.
 */
export interface KeyStore {
  /** As a sentence names it: "the key file /var/lib/keys.json". */
  readonly name: string;
  /** What to say when no key is there, and what to do about a key that is not the right one. */
  readonly sentences: { readonly absent: string; readonly remedy: string };
  /** Removes keys that a writer which was killed left beside their place. @throws whatever the system says */
  removeDrafts(): Promise<void>;
  /** The keys that are there now; null when there are none. @throws KeyStoreProblem */
  read(): Promise<KeySet | null>;
  /** Makes a key of this version, 256 random bits; one that is there stays. Outlasts a crash once it returned. @throws KeyStoreProblem */
  create(keyVersion: number): Promise<void>;
  /** Destroys the key of this version for good; succeeds when there is none. @throws KeyStoreProblem */
  destroy(keyVersion: number): Promise<void>;
  close(): Promise<void>;
}

/** What is wrong with where the keys are, and what to do, in one sentence without anything of a key or a PIN. */
export class KeyStoreProblem extends Error {
  override readonly name = 'KeyStoreProblem';
}
