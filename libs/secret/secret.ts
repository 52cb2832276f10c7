import { inspect } from 'node:util';

const redacted = '[redacted]';

/**
 * A value that must not be seen: a password, a token, a key.
 *
 * Every way of turning it into text gives `[redacted]`. The value is in a private field, which no reflection,
 * serialiser, clone or deep comparison reaches; `reveal` is the one way out, and lint lists the files that may call it.
 */
export class Secret<T> {
  readonly #value: T;

  private constructor(value: T) {
    this.#value = value;
    Object.freeze(this);
  }

  static of<T>(value: T): Secret<T> {
    return new Secret(value);
  }

  /** The value itself. Call it where the value leaves the process, as late as possible, and keep no copy. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return redacted;
  }

  toLocaleString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}

// Nobody gives it another way out while it runs.
Object.freeze(Secret);
Object.freeze(Secret.prototype);
