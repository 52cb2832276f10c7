import { NewTabIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';

interface NewTabLinkProps {
  readonly href: string;
  readonly text: string;
  /** The id of a text that says what this link is for, where `text` alone does not. */
  readonly describedBy?: string;
}

/** A link to a page of a provider. It opens in a tab of its own, so that what was typed here stays, and says so. */
export function NewTabLink({ href, text, describedBy }: NewTabLinkProps) {
  const { hosted: words } = useWording();
  return (
    <a className="new-tab" href={href} target="_blank" rel="noopener noreferrer" aria-describedby={describedBy}>
      {text}
      <span className="visually-hidden">{` ${words.newTab}`}</span>
      <NewTabIcon />
    </a>
  );
}
