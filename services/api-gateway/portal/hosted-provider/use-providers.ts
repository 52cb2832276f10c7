import type { HostedProvider } from '@mail-access/contracts';
import { useCallback, useEffect, useState } from 'react';
import type { PortalApi } from '../api/portal-api.js';
import { useLanguage } from '../wording/wording.js';

export interface Providers {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Empty until they are here. */
  readonly list: readonly HostedProvider[];
  readonly retry: () => void;
}

/** The hosted providers, once they are wanted, in the language of the page. Those of the other language stay until the new ones are here. */
export function useProviders(api: PortalApi, wanted: boolean): Providers {
  const { language } = useLanguage();
  const [{ state, list }, setProviders] = useState<Omit<Providers, 'retry'>>({ state: 'loading', list: [] });
  const [turn, setTurn] = useState(0);
  const retry = useCallback(() => setTurn((turns) => turns + 1), []);
  useEffect(() => {
    if (!wanted) return undefined;
    const leaving = new AbortController();
    api.listProviders(leaving.signal).then(
      (providers) => setProviders({ state: 'ready', list: providers }),
      () => {
        // Without an answer in this language, the other language is better than nothing.
        if (leaving.signal.aborted) return;
        setProviders((now) => ({ ...now, state: now.list.length > 0 ? 'ready' : 'failed' }));
      },
    );
    return () => leaving.abort();
    // `language` is part of what is asked for, by the header that `api` sends.
  }, [api, language, turn, wanted]);
  return { state, list, retry };
}
