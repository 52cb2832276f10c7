import type { HostedProvider } from '@mail-access/contracts';
import { useWording } from '../wording/wording.js';
import { NewTabLink } from './new-tab-link.js';
import { ProviderPanel } from './provider-panel.js';

/** What a subscriber does at the provider, in order, before the password is asked. */
export function Preparation({ provider }: { provider: HostedProvider }) {
  const { hosted: words } = useWording();
  const { name, preparation } = provider;
  return (
    <ProviderPanel heading={words.prepare(name)}>
      {preparation.length === 0 ? (
        <p>{words.nothingToPrepare}</p>
      ) : (
        <>
          <p className="muted">{words.prepareText}</p>
          <ol className="preparation">
            {preparation.map(({ kind, text, link }) => (
              <li key={kind}>
                <p id={`prepare-${kind}`}>{text}</p>
                {link !== undefined && <NewTabLink href={link} text={words.howTo} describedBy={`prepare-${kind}`} />}
              </li>
            ))}
          </ol>
        </>
      )}
      <HelpLinks provider={provider} />
    </ProviderPanel>
  );
}

/** The provider's own pages, those that are not named beside a step already. */
export function HelpLinks({ provider: { name, helpLinks, preparation } }: { provider: HostedProvider }) {
  const { hosted: words } = useWording();
  const pages = helpLinks.filter((page) => preparation.every(({ link }) => link !== page));
  return pages.map((page, index) => (
    <p key={page}>
      <NewTabLink href={page} text={pages.length > 1 ? words.helpNumbered(name, index + 1) : words.help(name)} />
    </p>
  ));
}
