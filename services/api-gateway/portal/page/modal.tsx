import { type ReactNode, useEffect, useRef } from 'react';

interface ModalProps {
  readonly labelledBy: string;
  readonly describedBy: string;
  /** Escape was pressed, or the browser asked to close. Null: the dialog cannot be dismissed. */
  readonly onDismiss: (() => void) | null;
  readonly children: ReactNode;
}

/**
 * A real modal `<dialog>`: the browser makes the rest of the page inert, keeps focus inside, and gives it back to the
 * element that had it. It is mounted when it opens, and the element with `data-first-focus` takes focus.
 */
export function Modal({ labelledBy, describedBy, onDismiss, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      element?.close();
      // The dialog is leaving the document, where the browser cannot give focus back any more.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const dismiss = useRef(onDismiss);
  useEffect(() => {
    dismiss.current = onDismiss;
  });
  useEffect(() => {
    // Back leads to another address, whose page a dialog that is still open would keep from being used.
    const leave = () => dismiss.current?.();
    addEventListener('popstate', leave);
    return () => removeEventListener('popstate', leave);
  }, []);
  return (
    <dialog
      ref={dialog}
      className="card modal"
      closedby={onDismiss === null ? 'none' : 'closerequest'}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss?.();
      }}
      // A browser without `closedby` closes at a second Escape whatever `cancel` says.
      onClose={() => (onDismiss === null ? dialog.current?.showModal() : onDismiss())}
    >
      {children}
    </dialog>
  );
}
