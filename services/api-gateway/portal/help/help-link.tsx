import type { ReactNode } from 'react';
import { InnerLink } from '../page/inner-link.js';
import { useLanguage } from '../wording/wording.js';
import { type HelpPage, helpPath } from './help-place.js';

interface HelpLinkProps {
  readonly page: HelpPage;
  readonly topic?: string;
  readonly current?: boolean;
  /** Instead of the name of the page. */
  readonly children?: ReactNode;
}

/** Leads to a page of the help, or to one of its topics, in the language of the page. */
export function HelpLink({ page, topic, current = false, children }: HelpLinkProps) {
  const { language, wording } = useLanguage();
  return (
    <InnerLink href={helpPath(language, page, topic)} className="help-link" current={current}>
      {children ?? wording.help.pages[page]}
    </InnerLink>
  );
}
