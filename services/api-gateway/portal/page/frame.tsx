import type { ReactNode, RefObject } from 'react';
import { LanguageSwitch } from '../wording/language-switch.js';
import { useWording } from '../wording/wording.js';
import { Footer } from './footer.js';
import { MailIcon } from './icons.js';

interface FrameProps {
  /** The subscriber's name; null when nobody is signed in. */
  readonly name: string | null;
  readonly onSignOut: (() => void) | null;
  readonly title: string;
  readonly lead: string;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly children: ReactNode;
}

/** Header, heading of the page, what the page shows now, and the footer. */
export function Frame({ name, onSignOut, title, lead, heading, children }: FrameProps) {
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
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="lead">{lead}</p>
        </div>
        {children}
      </main>
      <Footer />
    </>
  );
}
