/** Where a provider explains what a subscriber has to prepare. Each address is the provider's own page. */
export interface ProviderHelp {
  readonly name: string;
  /** Mail domains of subscribers and domains of servers; a subdomain counts too. */
  readonly domains: readonly string[];
  /** Where the subscriber signs in instead of typing the password of the account. */
  readonly signIn?: 'google' | 'microsoft';
  /** Where an app password is made; left out when the provider has none. */
  readonly appPassword?: string;
  /** Where a password for e-mail only is made, at providers that do not accept the one of the account. */
  readonly mailPassword?: string;
  /** Where IMAP and POP3 are turned on; left out when they always are. */
  readonly enableAccess?: string;
}

/** In the order in which the help lists them. */
export const providers: readonly ProviderHelp[] = [
  {
    name: 'Google',
    domains: ['gmail.com', 'googlemail.com', 'google.com'],
    signIn: 'google',
    appPassword: 'https://support.google.com/accounts/answer/185833',
    enableAccess: 'https://support.google.com/mail/answer/7126229',
  },
  {
    name: 'Microsoft',
    domains: [
      'outlook.com',
      'office365.com',
      'hotmail.com',
      'hotmail.ca',
      'hotmail.fr',
      'live.com',
      'live.ca',
      'msn.com',
    ],
    signIn: 'microsoft',
  },
  {
    name: 'Yahoo',
    domains: [
      'yahoo.com',
      'yahoo.ca',
      'yahoo.fr',
      'yahoo.co.uk',
      'yahoo.de',
      'yahoo.it',
      'yahoo.es',
      'ymail.com',
      'rocketmail.com',
    ],
    appPassword: 'https://help.yahoo.com/kb/SLN15241.html',
  },
  {
    name: 'AOL',
    domains: ['aol.com', 'aim.com', 'verizon.net'],
    appPassword: 'https://help.aol.com/articles/Create-and-manage-app-password',
  },
  {
    name: 'Apple',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    appPassword: 'https://support.apple.com/102654',
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm', 'messagingengine.com'],
    appPassword: 'https://www.fastmail.help/hc/en-us/articles/360058752854',
  },
  {
    name: 'Yandex',
    domains: ['yandex.ru', 'yandex.com', 'yandex.kz', 'yandex.by', 'ya.ru'],
    appPassword: 'https://yandex.com/support/id/authorization/app-passwords.html',
    enableAccess: 'https://yandex.com/support/mail/mail-clients/others.html',
  },
  {
    name: 'Mail.ru',
    domains: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru'],
    appPassword: 'https://help.mail.ru/mail/security/protection/external',
  },
  {
    name: 'QQ Mail',
    domains: ['qq.com', 'foxmail.com'],
    appPassword: 'https://service.mail.qq.com',
  },
  {
    name: 'NetEase',
    domains: ['163.com', '126.com', 'yeah.net', '188.com'],
    appPassword: 'https://help.mail.163.com',
  },
  {
    name: 'Zoho',
    domains: ['zoho.com', 'zohomail.com', 'zoho.eu', 'zoho.in', 'zohocloud.ca'],
    enableAccess: 'https://www.zoho.com/mail/help/imap-access.html',
  },
  {
    name: 'GMX',
    domains: ['gmx.net', 'gmx.com', 'gmx.de', 'gmx.at', 'gmx.ch'],
    enableAccess: 'https://hilfe.gmx.net/pop-imap/einschalten.html',
  },
  {
    name: 'Rogers',
    domains: ['rogers.com'],
    appPassword: 'https://www.rogers.com/support/internet/updating-your-rogers-yahoo-email-settings',
  },
  {
    name: 'Orange',
    domains: ['orange.fr', 'wanadoo.fr'],
    enableAccess:
      'https://assistance.orange.fr/ordinateurs-peripheriques/installer-et-utiliser/l-utilisation-du-mail-et-du-cloud/mail-orange/le-mail-orange-nouvelle-version/parametrer-la-boite-mail/mail-orange-comment-acceder-a-sa-boite-mail-orange-depuis-une-application-ou-un-logiciel-de-messagerie-non-fourni-par-orange_434630-964290',
  },
  {
    name: 'Xfinity (Comcast)',
    domains: ['comcast.net', 'xfinity.com'],
    enableAccess: 'https://www.xfinity.com/support/articles/third-party-email-access',
  },
  {
    name: 'AT&T',
    domains: ['att.net', 'sbcglobal.net', 'bellsouth.net'],
    mailPassword: 'https://www.att.com/support/article/email-support/KM1010523/',
  },
  {
    name: 'Telekom',
    domains: ['t-online.de', 'magenta.de'],
    mailPassword: 'https://www.telekom.de/hilfe/apps-dienste/e-mail/programme/passwort-verwalten',
  },
  { name: 'WEB.DE', domains: ['web.de'], enableAccess: 'https://hilfe.web.de/pop-imap/einschalten.html' },
];

/** The provider of a server, or else of an e-mail domain. */
export function providerHelpFor(...names: readonly (string | undefined)[]): ProviderHelp | undefined {
  for (const name of names) {
    if (name === undefined) continue;
    const asked = name.toLowerCase().replace(/\.$/, '');
    const found = providers.find(({ domains }) =>
      domains.some((domain) => asked === domain || asked.endsWith(`.${domain}`)),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
