import type { MouseEvent, ReactNode } from 'react';
import { goTo } from './address.js';

interface InnerLinkProps {
  readonly href: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link within this page. It is a real one: it can be copied, and opened in another tab. */
export function InnerLink({ href, className, current = false, children }: InnerLinkProps) {
  const follow = (event: MouseEvent) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a href={href} className={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
