import type { ReactNode } from 'react';
import { LanguageSwitch } from '../wording/language-switch.js';
import { useWording } from '../wording/wording.js';
import { MailIcon } from './icons.js';

interface FrameProps {
  /** The subscriber's name; null when nobody is signed in. */
  readonly name: string | null;
  readonly onSignOut: (() => void) | null;
  readonly children: ReactNode;
}

/** Header, heading of the page, and what the page shows now. */
export function Frame({ name, onSignOut, children }: FrameProps) {
  const wording = useWording();
  return (
    <>
      <a className="skip-link" href="#content">
        {wording.skipToContent}
      </a>
      <header className="site-header">
        <div className="site-header-inner">
          <p className="brand">
            <span className="brand-mark">
              <MailIcon />
            </span>
            {wording.portal}
          </p>
          <div className="site-tools">
            {name !== null && <span className="subscriber">{name}</span>}
            <LanguageSwitch />
            {onSignOut !== null && (
              <button type="button" className="button small" onClick={onSignOut}>
                {wording.signIn.signOut}
              </button>
            )}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <div className="page-heading">
          <h1>{wording.title}</h1>
          <p className="lead">{wording.intro}</p>
        </div>
        {children}
      </main>
    </>
  );
}
