import type { HostedProvider, IncomingProtocol, Language } from '@mail-access/contracts';
import { describeDiagnosis, describePreparation } from '@mail-access/wording';
import { usableServers } from '../find-settings/usable-servers.js';
import type { Link, Provider } from '../providers/provider.js';

/** A provider as a subscriber reads it in this language. */
export function renderProvider(provider: Provider, language: Language): HostedProvider {
  const { id, name, aliases, signIn, preparation, helpLinks, domains } = provider;
  return {
    id,
    name,
    aliases: [...aliases],
    methods: signIn === 'password' || signIn === 'app-password' ? methodsOf(provider) : [],
    signIn,
    preparation: preparation.map(({ kind, link }) => ({
      kind,
      text: describePreparation(kind, language, { providerName: name }),
      ...(link !== undefined && { link: pageIn(link, language) }),
    })),
    helpLinks: helpLinks.map((link) => pageIn(link, language)),
    domains: [...domains],
    ...(signIn === 'none' && {
      unsupported: describeDiagnosis('provider-unsupported', language, { step: 'find-settings', providerName: name }),
    }),
  };
}

/** Every protocol by which a password can be used, encrypted; the better one first. */
function methodsOf({ servers }: Provider): IncomingProtocol[] {
  const protocols = ['imap', 'pop3'] as const;
  return protocols.filter((protocol) =>
    servers.some((one) => {
      const incoming = one.incoming.filter((server) => server.protocol === protocol);
      return usableServers({ ...one, incoming }) !== null;
    }),
  );
}

function pageIn(link: Link, language: Language): string {
  return typeof link === 'string' ? link : link[language];
}
