import type { HostedProvider } from '@mail-access/contracts';
import { flushSync } from 'react-dom';
import type { FormControl } from '../connection-form/use-connection-form.js';
import { InfoIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { providersOfAddress } from './match-providers.js';
import { focusPreparation } from './provider-panel.js';

interface ProposedProviderProps {
  readonly form: FormControl;
  readonly list: readonly HostedProvider[];
}

/** Proposes the provider to which the domain of the address belongs. The wrapper is there before it speaks. */
export function ProposedProvider({ form, list }: ProposedProviderProps) {
  const { hosted: words } = useWording();
  return (
    <div aria-live="polite" className="region">
      {proposals(form, list).map(({ id, name }) => (
        <div key={id} className="notice info proposal">
          <InfoIcon />
          <p>{words.proposed(name)}</p>
          <button
            type="button"
            className="button small"
            onClick={() => {
              flushSync(() => form.change('providerId', id));
              focusPreparation();
            }}
          >
            {words.choose(name)}
          </button>
        </div>
      ))}
    </div>
  );
}

/** None once one of them was chosen, nor for what is saved in this way already: the subscriber has decided. */
function proposals({ draft, saved }: FormControl, list: readonly HostedProvider[]): readonly HostedProvider[] {
  if (saved?.method === draft.method && saved.emailAddress === draft.emailAddress.trim()) return [];
  const owners = providersOfAddress(list, draft.emailAddress);
  return owners.some(({ id }) => id === draft.providerId) ? [] : owners;
}
