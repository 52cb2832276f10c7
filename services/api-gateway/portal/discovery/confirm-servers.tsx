import type { StepDiscovery } from '@mail-access/contracts';
import type { ReactNode } from 'react';
import { HelpLink } from '../help/help-link.js';
import { LockIcon, QuestionIcon } from '../page/icons.js';
import { MessageCard } from '../page/message-card.js';
import { useWording } from '../wording/wording.js';
import './discovery.css';
import { FoundServers } from './found-servers.js';

interface ConfirmServersProps {
  readonly discovery: StepDiscovery;
  /** Undefined while the connection is still being read. */
  readonly emailAddress: string | undefined;
  /** As in `MessageCard`. */
  readonly focus: boolean;
  /** The answers. */
  readonly children: ReactNode;
}

/** Asks before a password goes to servers that are not of the subscriber's domain. */
export function ConfirmServers({ discovery, emailAddress, focus, children }: ConfirmServersProps) {
  const { confirm: words } = useWording().discovery;
  const domain = emailAddress?.split('@').at(-1) ?? null;
  const { confirmHosts = [], servers } = discovery;
  const hosts = new Set([servers?.incoming.host, servers?.outgoing.host]);
  const [only] = confirmHosts;
  const oneOfTwo = confirmHosts.length === 1 && hosts.size === 2 && only !== undefined;
  return (
    <MessageCard icon={<QuestionIcon />} tone="warning" heading={words.heading} focus={focus}>
      <p>{oneOfTwo ? words.textOneOfTwo(only, domain) : words.text(domain)}</p>
      <FoundServers discovery={discovery} />
      <p className="assurance">
        <LockIcon /> <span>{words.notSent}</span>
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
