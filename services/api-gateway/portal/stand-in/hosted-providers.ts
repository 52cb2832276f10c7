import type { HostedProvider, HostedSettings, Language, MailServers } from '@mail-access/contracts';

/** What a stand-in provider needs besides what is the same in both languages. */
type Sentences = Readonly<Record<Language, string>>;

function provider(
  language: Language,
  facts: Pick<HostedProvider, 'id' | 'name' | 'signIn' | 'domains'> & Partial<HostedProvider>,
  ...steps: readonly { kind: HostedProvider['preparation'][number]['kind']; text: Sentences; link?: string }[]
): HostedProvider {
  const preparation = steps.map(({ text, ...step }) => ({ ...step, text: text[language] }));
  const byPassword = facts.signIn === 'password' || facts.signIn === 'app-password';
  return { aliases: [], methods: byPassword ? ['imap'] : [], helpLinks: [], preparation, ...facts };
}

const appPassword: Sentences = {
  'fr-CA': 'Créez un mot de passe d’application chez Yahoo et entrez-le ici à la place de votre mot de passe habituel.',
  'en-CA': 'Create an app password at Yahoo and enter it here instead of your usual password.',
};
const twoSteps: Sentences = {
  'fr-CA': 'Activez la validation en deux étapes de votre compte chez Yahoo.',
  'en-CA': 'Turn on two-step verification of your account at Yahoo.',
};
const withGoogle: Sentences = {
  'fr-CA': 'Choisissez la connexion avec Google.',
  'en-CA': 'Choose to sign in with Google.',
};
const withMicrosoft: Sentences = {
  'fr-CA': 'Choisissez la connexion avec Microsoft.',
  'en-CA': 'Choose to sign in with Microsoft.',
};
const noProtocol = {
  'fr-CA': {
    message: 'Proton Mail n’offre ni IMAP ni POP3 à d’autres services.',
    remedy: 'Reliez une autre boîte de courriel.',
  },
  'en-CA': {
    message: 'Proton Mail offers neither IMAP nor POP3 to other services.',
    remedy: 'Connect another mailbox.',
  },
} as const;

/** Reached by signing in there. */
function withOwnSignIn(language: Language): readonly HostedProvider[] {
  const google = {
    ...{ id: 'google', name: 'Google (Gmail, Google Workspace)' },
    ...{ aliases: ['G Suite', 'GSuite', 'Google Apps'], domains: ['gmail.com'] },
  };
  const outlook = {
    ...{ id: 'outlook', name: 'Outlook.com (Hotmail)' },
    ...{ aliases: ['MSN', 'Office 365'], domains: ['outlook.com', 'live.com'] },
  };
  const helpLinks = ['https://help.google.example/imap'];
  return [
    provider(language, { ...google, signIn: 'google', helpLinks }, { kind: 'sign-in-with-google', text: withGoogle }),
    provider(language, { ...outlook, signIn: 'microsoft' }, { kind: 'sign-in-with-microsoft', text: withMicrosoft }),
  ];
}

function yahooIn(language: Language): HostedProvider {
  const domains = ['yahoo.com', 'yahoo.ca', 'ymail.com', 'rocketmail.com'];
  return provider(
    language,
    { id: 'yahoo', name: 'Yahoo', signIn: 'app-password', domains, helpLinks: ['https://help.yahoo.example/imap'] },
    { kind: 'turn-on-two-step-verification', text: twoSteps },
    { kind: 'create-app-password', text: appPassword, link: 'https://help.yahoo.example/app-password' },
  );
}

function listIn(language: Language): readonly HostedProvider[] {
  const proton = { id: 'proton', name: 'Proton Mail', signIn: 'none', domains: ['proton.me'] } as const;
  return [
    ...withOwnSignIn(language),
    yahooIn(language),
    provider(language, { id: 'videotron', name: 'Vidéotron', signIn: 'password', domains: ['videotron.ca'] }),
    provider(language, { id: 'orange', name: 'Orange', signIn: 'password', domains: ['orange.fr'] }),
    provider(language, {
      ...proton,
      domains: [...proton.domains],
      unsupported: noProtocol[language],
      helpLinks: ['https://proton.example/bridge'],
    }),
  ];
}

/** What the stand-in gateway answers to `GET /v1/providers`: one provider of each kind. */
export const hostedProviders: Readonly<Record<Language, readonly HostedProvider[]>> = {
  'fr-CA': listIn('fr-CA'),
  'en-CA': listIn('en-CA'),
};

export const hostedSettings: HostedSettings = {
  method: 'hosted',
  emailAddress: 'eve@yahoo.ca',
  providerId: 'yahoo',
};

/** What a validation finds for `hostedSettings`. */
export const foundServers: MailServers = {
  incoming: {
    protocol: 'imap',
    host: 'imap.mail.yahoo.example',
    port: 993,
    security: 'tls',
    username: 'eve@yahoo.ca',
  },
  outgoing: { host: 'smtp.mail.yahoo.example', port: 465, security: 'tls', username: 'eve@yahoo.ca' },
};
