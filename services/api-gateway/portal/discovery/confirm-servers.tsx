import type { ReactNode } from 'react';
import { HelpLink } from '../help/help-link.js';
import { LockIcon, QuestionIcon } from '../page/icons.js';
import { MessageCard } from '../page/message-card.js';
import { useWording } from '../wording/wording.js';
import './discovery.css';
import type { OpenQuestion } from './discovery-of.js';
import { FoundServers } from './found-servers.js';

interface ConfirmServersProps {
  readonly discovery: OpenQuestion;
  /** Undefined while the connection is still being read. */
  readonly emailAddress: string | undefined;
  /** As in `MessageCard`. */
  readonly focus: boolean;
  /** The answers. */
  readonly children: ReactNode;
}

/** Asks before a password goes to servers, or a search ends at one, that are not of the subscriber's domain. */
export function ConfirmServers({ discovery, emailAddress, focus, children }: ConfirmServersProps) {
  const { confirm: words } = useWording().discovery;
  const question = useQuestion(discovery, emailAddress?.split('@').at(-1) ?? null);
  return (
    <MessageCard icon={<QuestionIcon />} tone="warning" heading={question.heading} focus={focus}>
      <p>{question.text}</p>
      <FoundServers discovery={discovery} />
      <p className="assurance">
        <LockIcon /> <span>{question.notSent}</span>
      </p>
      <p>{words.advice}</p>
      <p>
        <HelpLink page="guide" topic="servers-to-confirm">
          {words.learnMore}
        </HelpLink>
      </p>
      {children}
    </MessageCard>
  );
}

function useQuestion({ servers, confirmHosts }: OpenQuestion, domain: string | null) {
  const { confirm: words } = useWording().discovery;
  const [first = ''] = confirmHosts;
  if (servers === undefined) return { ...words.exchange, text: words.exchange.text(first, domain) };
  const hosts = new Set([servers.incoming.host, servers.outgoing.host]);
  const oneOfTwo = confirmHosts.length === 1 && hosts.size === 2;
  return { ...words, text: oneOfTwo ? words.textOneOfTwo(first, domain) : words.text(domain) };
}
