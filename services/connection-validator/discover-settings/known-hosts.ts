/** Hosts of Exchange Online and Outlook.com, their pages and their sign-in, worldwide and national: only Microsoft's own sign-in leads in. */
const microsoft = [
  'outlook.com',
  'office.com',
  'office365.com',
  'cloud.microsoft',
  'mx.microsoft',
  'microsoftonline.com',
  'onmicrosoft.com',
  'live.com',
  'hotmail.com',
  'msn.com',
  'office365.us',
  'microsoftonline.us',
  'webmail.apps.mil',
  'partner.outlook.cn',
  'office365.cn',
  'microsoftonline.cn',
  'login.chinacloudapi.cn',
];
/** Gmail and Workspace refuse account passwords. */
const google = ['gmail.com', 'googlemail.com', 'google.com'];

function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** Whose sign-in a host wants; null when it takes a user name and a password. */
export function signInOf(host: string): 'google' | 'microsoft' | null {
  const name = host.toLowerCase();
  if (isUnder(name, microsoft)) return 'microsoft';
  return isUnder(name, google) ? 'google' : null;
}
