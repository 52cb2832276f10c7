import { useState } from 'react';
import { LockIcon } from '../page/icons.js';
import { MessageCard } from '../page/message-card.js';
import { useLanguage } from '../wording/wording.js';
import type { SessionControl } from './use-session.js';

interface SignedOutProps {
  readonly reason: 'not-yet' | 'left' | 'failed';
  readonly session: SessionControl;
}

export function SignedOut({ reason, session }: SignedOutProps) {
  const { wording } = useLanguage();
  const words = wording.signIn;
  return (
    <MessageCard icon={<LockIcon />} tone="info" heading={words.heading} focus={reason === 'left'}>
      {reason === 'left' && <p>{words.left}</p>}
      {reason === 'failed' && <p>{words.failed}</p>}
      <p>{words.text}</p>
      <SignInButtons session={session} />
    </MessageCard>
  );
}

export function SignInButtons({ session, another = true }: { session: SessionControl; another?: boolean }) {
  const { language, wording } = useLanguage();
  const words = wording.signIn;
  const [state, setState] = useState<'idle' | 'leaving' | 'unavailable'>('idle');
  async function signIn(anotherAccount: boolean): Promise<void> {
    if (state === 'leaving') return;
    setState('leaving');
    // It comes back also when the browser's Back button brings this page back as it was.
    setState((await session.signIn(language, anotherAccount)) ? 'idle' : 'unavailable');
  }
  return (
    <>
      <p role="status" className="region">
        {state === 'unavailable' ? words.unavailable : state === 'leaving' ? words.starting : ''}
      </p>
      <div className="actions">
        <button type="button" className="button primary" onClick={() => void signIn(false)}>
          {words.button}
        </button>
        {another && (
          <button type="button" className="button" onClick={() => void signIn(true)}>
            {words.another}
          </button>
        )}
      </div>
    </>
  );
}
