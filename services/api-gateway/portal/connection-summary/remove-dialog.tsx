import { useState } from 'react';
import { ActionButton } from '../page/action-button.js';
import { Modal } from '../page/modal.js';
import { useWording } from '../wording/wording.js';

interface RemoveDialogProps {
  readonly emailAddress: string;
  readonly erase: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before the connection is erased. The harmless answer has the focus. */
export function RemoveDialog({ emailAddress, erase, onClose }: RemoveDialogProps) {
  const { connection: words } = useWording();
  const [state, setState] = useState<'asking' | 'removing' | 'failed'>('asking');
  async function remove(): Promise<void> {
    setState('removing');
    await erase();
  }
  return (
    <Modal
      labelledBy="remove-heading"
      describedBy="remove-text"
      onDismiss={() => {
        if (state !== 'removing') onClose();
      }}
    >
      <h2 id="remove-heading">{words.removeHeading}</h2>
      <p id="remove-text">{words.removeText(emailAddress)}</p>
      <p role="status" className="region">
        {state === 'failed' ? words.removeFailed : state === 'removing' ? words.removing : ''}
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          data-first-focus
          aria-disabled={state === 'removing'}
          onClick={onClose}
        >
          {words.removeCancel}
        </button>
        <ActionButton className="button danger-solid" action={remove} onError={() => setState('failed')}>
          {words.removeConfirm}
        </ActionButton>
      </div>
    </Modal>
  );
}
