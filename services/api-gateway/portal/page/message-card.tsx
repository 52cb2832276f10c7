import { type ReactNode, useEffect, useId, useRef } from 'react';

interface MessageCardProps {
  readonly icon: ReactNode;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly heading: string;
  /** True: the heading takes focus when the card appears, because the subscriber's last action led here. */
  readonly focus?: boolean;
  readonly children?: ReactNode;
}

/** A card with one thing to say: an icon, a heading, sentences, and buttons. */
export function MessageCard({ icon, tone, heading, focus = false, children }: MessageCardProps) {
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) title.current?.focus();
  }, [focus, heading]);
  return (
    <section className={`card message ${tone}`} aria-labelledby={id}>
      <span className="message-icon">{icon}</span>
      <div className="message-body">
        <h2 id={id} ref={title} tabIndex={-1}>
          {heading}
        </h2>
        {children}
      </div>
    </section>
  );
}
