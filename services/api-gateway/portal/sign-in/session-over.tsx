import { Modal } from '../page/modal.js';
import { useWording } from '../wording/wording.js';
import { SignInButtons } from './signed-out.js';
import type { SessionControl } from './use-session.js';

/** Shown over the page when the token has ended, so that what was typed stays where it is until the subscriber leaves. */
export function SessionOver({ session }: { session: SessionControl }) {
  const { signIn: words } = useWording();
  return (
    <Modal labelledBy="session-over" describedBy="session-over-text" onDismiss={null}>
      <h2 id="session-over" tabIndex={-1} data-first-focus>
        {words.over}
      </h2>
      <p id="session-over-text">{words.overText}</p>
      <SignInButtons session={session} another={false} />
    </Modal>
  );
}
