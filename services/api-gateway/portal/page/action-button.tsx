import { type ReactNode, useState } from 'react';

interface ActionButtonProps {
  readonly className: string;
  readonly action: () => Promise<void>;
  readonly onError?: (error: unknown) => void;
  readonly children: ReactNode;
}

/** A button whose work takes time: it keeps focus and says that it is busy, and a second press does nothing. */
export function ActionButton({ className, action, onError, children }: ActionButtonProps) {
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await action();
    } catch (error) {
      onError?.(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <button type="button" className={className} aria-disabled={busy} onClick={() => void run()}>
      {children}
    </button>
  );
}
