/** Hosts of Exchange Online and Outlook.com, worldwide and national: only Microsoft's own sign-in leads in. */
const microsoft = ['outlook.com', 'outlook.office.com', 'office365.com', 'office365.us', 'partner.outlook.cn'];
/** Gmail and Workspace refuse account passwords. */
const google = ['gmail.com', 'googlemail.com', 'l.google.com'];

function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** Whose sign-in a host wants; null when it takes a user name and a password. */
export function signInOf(host: string): 'google' | 'microsoft' | null {
  const name = host.toLowerCase();
  if (isUnder(name, microsoft)) return 'microsoft';
  return isUnder(name, google) ? 'google' : null;
}
