import { useLayoutEffect, useMemo, useRef } from 'react';
import { createPortalApi } from '../api/portal-api.js';
import { MailboxPage } from '../mailbox/mailbox-page.js';
import { SessionOver } from '../sign-in/session-over.js';
import { SignedOut } from '../sign-in/signed-out.js';
import { tokenStore } from '../sign-in/token-store.js';
import { type SessionControl, useSession } from '../sign-in/use-session.js';
import { LanguageProvider } from '../wording/language-provider.js';
import { useLanguage } from '../wording/wording.js';
import { Announcer } from './announcer.js';
import { Frame } from './frame.js';
import { Loading } from './loading.js';

/** The whole page. */
export function Portal() {
  const session = useSession();
  const locale = session.state.kind === 'signed-in' ? session.state.session.locale : null;
  return (
    <LanguageProvider locale={locale}>
      <Announcer>
        <Content session={session} />
      </Announcer>
    </LanguageProvider>
  );
}

function Content({ session }: { session: SessionControl }) {
  const { language, wording } = useLanguage();
  const spoken = useRef(language);
  // Before the effects below that call the gateway in the new language.
  useLayoutEffect(() => {
    spoken.current = language;
  }, [language]);
  const { renew } = session;
  const api = useMemo(
    () => createPortalApi({ token: tokenStore.read, renew, language: () => spoken.current }),
    [renew],
  );
  const { state } = session;
  const signedIn = state.kind === 'signed-in';
  return (
    <Frame name={signedIn ? state.session.name : null} onSignOut={signedIn ? session.signOut : null}>
      {state.kind === 'starting' && <Loading text={wording.signIn.starting} />}
      {state.kind === 'signed-out' && <SignedOut reason={state.reason} session={session} />}
      {signedIn && <MailboxPage key={state.session.owner} api={api} owner={state.session.owner} />}
      {signedIn && state.over && <SessionOver session={session} />}
    </Frame>
  );
}
