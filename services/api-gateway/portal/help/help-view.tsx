import { Component, lazy, type ReactNode, Suspense } from 'react';
import { ErrorIcon } from '../page/icons.js';
import { InnerLink } from '../page/inner-link.js';
import { Loading } from '../page/loading.js';
import { MessageCard } from '../page/message-card.js';
import { useWording } from '../wording/wording.js';
import { HelpLink } from './help-link.js';
import './help-navigation.css';
import { helpPages, type HelpPlace } from './help-place.js';

// The texts of both languages: most visitors never need them.
const HelpPage = lazy(() => import('./help-page.js'));

/** The help beside the mailbox: where else to go, and the page once it is here. */
export function HelpView({ place }: { place: HelpPlace }) {
  const { help: words } = useWording();
  return (
    <>
      <nav className="help-navigation" aria-label={words.navigation}>
        <InnerLink href="/" className="help-back">
          <span aria-hidden="true">←</span> {words.back}
        </InnerLink>
        <ul role="list">
          {helpPages.map((page) => (
            <li key={page}>
              <HelpLink page={page} current={page === place.page} />
            </li>
          ))}
        </ul>
      </nav>
      <NotLoaded key={place.page}>
        <Suspense fallback={<Loading text={words.loading} />}>
          <HelpPage key={place.page} place={place} />
        </Suspense>
      </NotLoaded>
    </>
  );
}

/** A chunk that did not come is an error of rendering; a reload of the page asks for it again. */
class NotLoaded extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <LoadFailed /> : this.props.children;
  }
}

function LoadFailed() {
  const { help: words, unreachable } = useWording();
  return (
    <MessageCard icon={<ErrorIcon />} tone="error" heading={words.failed}>
      <p>{unreachable.text}</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {unreachable.retry}
        </button>
      </div>
    </MessageCard>
  );
}
