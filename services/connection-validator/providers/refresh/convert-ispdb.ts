import { ProviderFacts, type UsernameForm } from '../provider.js';
import { IspdbServer, type IspdbProvider } from './upstream.js';

const securities = { SSL: 'tls', STARTTLS: 'starttls', plain: 'none' } as const;
const passwords = ['password-cleartext', 'password-encrypted', 'plain', 'secure'];
const usernames: Readonly<Record<string, UsernameForm>> = {
  '%EMAILADDRESS%': 'address',
  '%EMAILLOCALPART%': 'local-part',
  '%EMAILLOCALPART%.%EMAILDOMAIN%': 'local-part.domain',
};
const keptHelpLinks = 2;

/** The facts of the ISPDB in our form, sorted by id. An id that several providers share becomes the first domain of each. */
export function convertIspdb(providers: readonly IspdbProvider[]): ProviderFacts[] {
  const ids = Map.groupBy(providers, ({ id }) => id);
  const facts = providers.map((provider) =>
    factsOf(provider, (ids.get(provider.id)?.length ?? 0) > 1 ? provider.domains[0] : provider.id),
  );
  return facts.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function factsOf(provider: IspdbProvider, id: string = provider.id): ProviderFacts {
  const [preparationLink] = provider.enable.map(({ url }) => url).filter(isHttps);
  return ProviderFacts.parse({
    id: id.toLowerCase(),
    name: provider.name.includes('%') ? provider.id : provider.name,
    domains: [...new Set(provider.domains.map((domain) => domain.toLowerCase()))],
    incoming: provider.incoming.flatMap(convertServer).filter(({ protocol }) => protocol !== 'smtp'),
    outgoing: provider.outgoing
      .flatMap(convertServer)
      .flatMap(({ protocol, ...server }) => (protocol === 'smtp' ? [server] : [])),
    needsPreparation: provider.enable.length > 0,
    ...(preparationLink !== undefined && { preparationLink }),
    helpLinks: provider.docs.filter(isHttps).slice(0, keptHelpLinks),
  });
}

/** Nothing of a server of another kind (EWS, Graph), or of one that no password and no address opens (Kerberos). */
function convertServer(upstream: object) {
  const parsed = IspdbServer.safeParse(upstream);
  if (!parsed.success) return [];
  const { type, host, port, socket, user, auth } = parsed.data;
  const signIn = signInOf(auth);
  const username = usernames[user] ?? (signIn === 'none' ? 'address' : undefined);
  if (signIn === null || username === undefined) return [];
  const pattern = host.toLowerCase().replace('%emaildomain%', '{domain}');
  return [{ protocol: type, host: pattern, port, security: securities[socket], username, signIn }];
}

function signInOf(auth: readonly string[]): 'password' | 'oauth2' | 'none' | null {
  if (auth.some((method) => passwords.includes(method))) return 'password';
  if (auth.includes('OAuth2')) return 'oauth2';
  return auth.includes('none') || auth.includes('client-IP-address') ? 'none' : null;
}

function isHttps(url: string): boolean {
  return url.startsWith('https://') && URL.canParse(url);
}
