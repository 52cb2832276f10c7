import type { ConnectionSettings } from '@mail-access/contracts';
import { usableServers } from '../find-settings/usable-servers.js';
import { matchProviders } from './match-providers.js';
import type { Provider } from './provider.js';

/** The hosted providers that this service knows. */
export class ProviderCatalogue {
  readonly #byId: ReadonlyMap<string, Provider>;
  readonly #byMx: ReadonlyMap<string, Provider>;
  readonly #offered: readonly Provider[];

  constructor(providers: readonly Provider[]) {
    this.#byId = new Map(providers.map((provider) => [provider.id.toLowerCase(), provider]));
    if (this.#byId.size !== providers.length) throw new Error('two providers have the same id');
    this.#byMx = new Map(providers.flatMap((provider) => provider.mx.map((suffix) => [suffix, provider])));
    this.#offered = providers.filter(
      ({ signIn, servers }) => !takesPassword(signIn) || servers.some((one) => usableServers(one) !== null),
    );
  }

  find(providerId: string): Provider | null {
    return this.#byId.get(providerId.toLowerCase()) ?? null;
  }

  /** Whose mail exchanger this is: the longest ending that somebody has, on whole labels. */
  ofExchanger(name: string): Provider | null {
    const labels = name.toLowerCase().split('.');
    const endings = labels.map((_, index) => labels.slice(index).join('.'));
    return endings.map((ending) => this.#byMx.get(ending)).find((provider) => provider !== undefined) ?? null;
  }

  /** What can be chosen, best match first. A provider that can only be reached in clear is not offered. */
  search(text: string): readonly Provider[] {
    return matchProviders(this.#offered, text);
  }

  /** Whether these settings are ever given a password. None is asked for, or kept, in vain. */
  takesPassword(settings: ConnectionSettings): boolean {
    if (settings.method === 'exchange') return false;
    if (settings.method !== 'hosted') return true;
    const provider = this.find(settings.providerId);
    return provider !== null && takesPassword(provider.signIn);
  }
}

function takesPassword(signIn: Provider['signIn']): boolean {
  return signIn === 'password' || signIn === 'app-password';
}
