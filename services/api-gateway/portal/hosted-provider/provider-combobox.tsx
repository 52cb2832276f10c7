import type { HostedProvider } from '@mail-access/contracts';
import { type FocusEvent, useEffect } from 'react';
import { describedBy, Field } from '../connection-form/field.js';
import type { FormControl } from '../connection-form/use-connection-form.js';
import { useAnnounce } from '../page/announcer.js';
import { ChevronIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { NoProvider } from './no-provider.js';
import { optionId, ProviderOptions } from './provider-options.js';
import { type ProviderSearch, useProviderSearch } from './use-provider-search.js';

interface ProviderComboboxProps {
  readonly form: FormControl;
  readonly list: readonly HostedProvider[];
  readonly chosen: HostedProvider | undefined;
}

const listId = 'provider-list';

/** The box in which a provider is looked for and chosen by its name. */
export function ProviderCombobox({ form, list, chosen }: ProviderComboboxProps) {
  const { hosted: words } = useWording();
  const announce = useAnnounce();
  const search = useProviderSearch(list, chosen, (provider) => {
    form.change('providerId', provider?.id ?? '');
    if (provider !== null) announce(words.chosen(provider.name));
  });
  const none = search.text.trim() !== '' && list.length > 0 && search.matches.length === 0;
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) search.leave();
  };
  return (
    <div className="provider" onBlur={leave}>
      <Field form={form} field="providerId" hint={words.providerHint}>
        <div className="combobox">
          <ProviderBox form={form} search={search} />
          <button
            type="button"
            className="combobox-toggle"
            tabIndex={-1}
            aria-label={words.toggle}
            aria-expanded={search.open && search.matches.length > 0}
            aria-controls={listId}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              search.toggle(!search.open);
              document.getElementById('providerId')?.focus();
            }}
          >
            <ChevronIcon />
          </button>
          <ProviderOptions id={listId} search={search} chosen={chosen} />
        </div>
      </Field>
      <p role="status" className="visually-hidden">
        {search.open && !none && list.length > 0 ? words.count(search.matches.length) : ''}
      </p>
      <NoProvider form={form} text={none ? search.text.trim() : null} />
    </div>
  );
}

function ProviderBox({ form, search }: { form: FormControl; search: ProviderSearch }) {
  const shown = search.open && search.matches.length > 0;
  const error = form.errorOf('providerId') !== null;
  const active = shown ? search.matches[search.active]?.provider.id : undefined;
  useEffect(() => {
    if (active !== undefined) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <input
      id="providerId"
      name="providerId"
      type="text"
      role="combobox"
      value={search.text}
      onChange={(event) => search.type(event.target.value)}
      onClick={() => search.toggle(true)}
      onKeyDown={search.onKeyDown}
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      aria-autocomplete="list"
      aria-expanded={shown}
      aria-controls={listId}
      aria-activedescendant={active === undefined ? undefined : optionId(active)}
      aria-required="true"
      aria-invalid={error}
      aria-describedby={describedBy('providerId', { hint: true, error })}
    />
  );
}
