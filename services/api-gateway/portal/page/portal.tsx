import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { createPortalApi } from '../api/portal-api.js';
import { type HelpPlace, helpPlaceOf } from '../help/help-place.js';
import { HelpView } from '../help/help-view.js';
import { MailboxPage } from '../mailbox/mailbox-page.js';
import { SessionOver } from '../sign-in/session-over.js';
import { SignedOut } from '../sign-in/signed-out.js';
import { tokenStore } from '../sign-in/token-store.js';
import { type SessionControl, useSession } from '../sign-in/use-session.js';
import { LanguageProvider } from '../wording/language-provider.js';
import { useLanguage, type Wording } from '../wording/wording.js';
import { useAddress } from './address.js';
import { Announcer } from './announcer.js';
import { Frame } from './frame.js';
import { Loading } from './loading.js';
import { useWayBack } from './use-way-back.js';

/** The whole page. */
export function Portal() {
  const session = useSession();
  const locale = session.state.kind === 'signed-in' ? session.state.session.locale : null;
  const place = helpPlaceOf(useAddress());
  return (
    <LanguageProvider locale={locale} place={place}>
      <Announcer>
        <Content session={session} place={place} />
      </Announcer>
    </LanguageProvider>
  );
}

interface ContentProps {
  readonly session: SessionControl;
  /** Null: the mailbox is shown. */
  readonly place: HelpPlace | null;
}

/** The mailbox stays where it is while the help is read: what was typed, and the run that is followed. */
function Content({ session, place }: ContentProps) {
  const { wording } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useWayBack(place?.page ?? null, heading);
  const { state } = session;
  const signedIn = state.kind === 'signed-in';
  const text = textOf(place, wording);
  useEffect(() => {
    document.title = place === null ? wording.title : `${text.title} – ${wording.title}`;
  }, [place, text.title, wording]);
  return (
    <Frame
      name={signedIn ? state.session.name : null}
      onSignOut={signedIn ? session.signOut : null}
      heading={heading}
      {...text}
    >
      {place !== null && <HelpView place={place} />}
      <div className="mailbox" hidden={place !== null}>
        <Mailbox session={session} />
      </div>
      {/* A dialog in what is hidden would still keep the help from being used. */}
      {signedIn && state.over && place === null && <SessionOver session={session} />}
    </Frame>
  );
}

function textOf(place: HelpPlace | null, { title, intro, help }: Wording): { title: string; lead: string } {
  return place === null ? { title, lead: intro } : { title: help.pages[place.page], lead: help.leads[place.page] };
}

function Mailbox({ session }: { session: SessionControl }) {
  const { language, wording } = useLanguage();
  const spoken = useRef(language);
  // Before the effects below that call the gateway in the new language.
  useLayoutEffect(() => {
    spoken.current = language;
  }, [language]);
  const { renew, state } = session;
  const api = useMemo(
    () => createPortalApi({ token: tokenStore.read, renew, language: () => spoken.current }),
    [renew],
  );
  switch (state.kind) {
    case 'starting':
      return <Loading text={wording.signIn.starting} />;
    case 'signed-out':
      return <SignedOut reason={state.reason} session={session} />;
    case 'signed-in':
      return <MailboxPage key={state.session.owner} api={api} owner={state.session.owner} />;
  }
}
