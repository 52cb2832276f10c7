import type { HostedProvider } from '@mail-access/contracts';
import { useEffect, useRef } from 'react';
import { useWording } from '../wording/wording.js';
import type { ProviderSearch } from './use-provider-search.js';

export const optionId = (providerId: string) => `provider-${providerId}`;

interface ProviderOptionsProps {
  readonly id: string;
  readonly search: ProviderSearch;
  readonly chosen: HostedProvider | undefined;
}

/** The list under the box. It is there while it is hidden too: the box names it (`aria-controls`). */
export function ProviderOptions({ id, search, chosen }: ProviderOptionsProps) {
  const { hosted: words } = useWording();
  const shown = search.open && search.matches.length > 0;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (shown) list.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <ul ref={list} id={id} role="listbox" aria-label={words.toggle} className="combobox-list" hidden={!shown}>
      {shown &&
        search.matches.map(({ provider, by }, index) => (
          <li
            key={provider.id}
            id={optionId(provider.id)}
            role="option"
            aria-selected={provider.id === chosen?.id}
            data-active={index === search.active}
            // The focus stays in the box, where the keys are listened to.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => search.choose(provider)}
          >
            {provider.name}
            {by !== null && <span className="muted"> {by}</span>}
          </li>
        ))}
    </ul>
  );
}
