import { domainToASCII } from 'node:url';

/** A host as it is compared: ASCII, lower case, without a final dot. Two spellings of one name are one host. */
export function hostKey(host: string): string {
  const bare = host.trim().toLowerCase().replace(/\.$/, '');
  // Empty for what is no domain, as an IPv6 literal: that is compared as it stands.
  return domainToASCII(bare) || bare;
}
