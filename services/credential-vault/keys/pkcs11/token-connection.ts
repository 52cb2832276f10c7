import type { Handle, PKCS11 } from 'pkcs11js';
import { EnvelopeBroken } from '../../envelope/envelope-broken.js';
import { KeyStoreProblem } from '../key-store.js';
import { readPin } from './pin-file.js';
import type { TokenSettings } from './pkcs11-uri.js';
import type { Library, TokenPlace } from './token-keys.js';

/** What PKCS#11 calls it (CKR_…), without anything of the library's own words. */
function codeOf(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  return /^CKR_\w+$/.test(text) ? text : 'error';
}

const pinRefusals = ['CKR_PIN_INCORRECT', 'CKR_PIN_INVALID', 'CKR_PIN_LEN_RANGE', 'CKR_PIN_EXPIRED', 'CKR_PIN_LOCKED'];

/** A token that could not be used is left alone for this long. */
const restMs = 1_000;

/**
 * A session with a token, whose calls block until they are done. It signs in once; when the token went away it begins
 * anew, first with another session, then with the library itself.
 */
export class TokenConnection {
  readonly name: string;
  readonly #api: PKCS11;
  #place: TokenPlace | undefined;
  /** A token locks itself after a few wrong PINs: one that was refused is not offered again. */
  #refused: KeyStoreProblem | undefined;
  #trouble: KeyStoreProblem | undefined;
  #restUntil = -Infinity;

  constructor(
    private readonly library: Library,
    private readonly settings: TokenSettings,
  ) {
    this.name = `the token "${settings.token}"`;
    this.#api = new library.PKCS11();
    try {
      this.#api.load(settings.modulePath);
    } catch {
      throw new KeyStoreProblem(`the PKCS#11 library ${settings.modulePath} cannot be loaded`);
    }
  }

  /**
   * Does the work in the session, again when there was trouble: it must be safe to repeat.
   * @throws EnvelopeBroken as the work does @throws KeyStoreProblem for everything else
   */
  use<T>(work: (place: TokenPlace) => T): T {
    if (this.#trouble !== undefined && performance.now() < this.#restUntil) throw this.#trouble;
    let trouble: unknown;
    for (const attempt of ['as it is', 'another session', 'begun anew'] as const) {
      if (attempt !== 'as it is') this.close();
      if (attempt === 'begun anew') this.#finalize();
      try {
        return work((this.#place ??= this.#open()));
      } catch (error) {
        if (error instanceof EnvelopeBroken) throw error;
        trouble = error;
      }
    }
    const problem = this.#problemOf(trouble);
    this.#trouble = problem;
    this.#restUntil = performance.now() + restMs;
    throw problem;
  }

  /** Ends the session. The library stays as it is: others in this process may use it. */
  close(): void {
    const session = this.#place?.session;
    this.#place = undefined;
    try {
      if (session !== undefined) this.#api.C_CloseSession(session);
    } catch {
      // It ended with the token.
    }
  }

  #problemOf(trouble: unknown): KeyStoreProblem {
    if (trouble instanceof KeyStoreProblem) return trouble;
    return new KeyStoreProblem(`${this.name} cannot be used: ${codeOf(trouble)}`);
  }

  #finalize(): void {
    try {
      this.#api.C_Finalize();
    } catch {
      // It was not begun.
    }
  }

  #open(): TokenPlace {
    if (this.#refused !== undefined) throw this.#refused;
    const { library } = this;
    try {
      this.#api.C_Initialize({ flags: library.CKF_OS_LOCKING_OK });
    } catch (error) {
      if (codeOf(error) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw error;
    }
    const slot = this.#slot();
    this.#keepLastTry(slot);
    const session = this.#api.C_OpenSession(slot, library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION);
    this.#signIn(session);
    return { library, api: this.#api, session, object: this.settings.object, name: this.name };
  }

  #slot(): Handle {
    const { token, serial } = this.settings;
    const slots = this.#api.C_GetSlotList(true).filter((slot) => {
      const found = this.#api.C_GetTokenInfo(slot);
      return padless(found.label) === token && (serial === undefined || padless(found.serialNumber) === serial);
    });
    const [slot] = slots;
    if (slot === undefined) throw new KeyStoreProblem(`${this.name} is not there: connect it, or correct KEY_WRAPPER`);
    if (slots.length > 1) throw new KeyStoreProblem(`there are several of ${this.name}: add its serial to KEY_WRAPPER`);
    return slot;
  }

  #signIn(session: Handle): void {
    const pin = readPin(this.settings.pinFile);
    try {
      this.#api.C_Login(session, this.library.CKU_USER, pin);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'CKR_USER_ALREADY_LOGGED_IN') return;
      if (!pinRefusals.includes(code)) throw error;
      throw this.#refuse(`refuses the PIN of ${this.settings.pinFile} (${code}): correct it, then start again`);
    }
  }

  /**
   * A process that is started again and again with a wrong PIN would lock the token: what it refused is remembered by the
   * token alone. The last try is a person's.
   */
  #keepLastTry(slot: Handle): void {
    const { CKF_USER_PIN_LOCKED, CKF_USER_PIN_FINAL_TRY } = this.library;
    const { flags } = this.#api.C_GetTokenInfo(slot);
    if ((flags & CKF_USER_PIN_LOCKED) !== 0)
      throw this.#refuse('is locked: unlock it as its maker says, then start again');
    if ((flags & CKF_USER_PIN_FINAL_TRY) === 0) return;
    throw this.#refuse(
      'would be locked by another wrong PIN: sign in to it by hand with the right one, then start again',
    );
  }

  #refuse(what: string): KeyStoreProblem {
    return (this.#refused = new KeyStoreProblem(`${this.name} ${what}`));
  }
}

/** Fixed-length fields of PKCS#11 are filled up with blanks. */
function padless(text: string): string {
  return text.replace(/[ \0]+$/, '');
}
