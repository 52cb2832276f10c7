import type { Secret } from '@mail-access/secret';

/**
 * How a grant ended at its provider. `revoked`: it does not work any more. `gone`: there is nothing (left) that could be
 * revoked. `retry`: the provider could not be asked, or did not say; ask again later.
 */
export type Revocation = 'revoked' | 'gone' | 'retry';

/**
 * Takes a grant back at its provider. `grant` is the secret of a credential with the purpose `oauth`, as it was stored;
 * anything else is `gone`. Never throws but when the signal is aborted by who asked.
 */
export type RevokeAtProvider = (grant: Secret<string>, signal: AbortSignal) => Promise<Revocation>;
