import { createEgress, type Egress } from '@mail-access/egress';
import { createCertificateAuthority } from '@mail-access/testkit';

/** Made once: a key pair costs more than a whole conversation. */
export const authority = await createCertificateAuthority();
export const localhostCertificate = await authority.issue({ names: ['localhost', '127.0.0.1', '127.0.0.2'] });

/** Reaches this machine only, and trusts the authority of the tests. */
export const loopbackEgress: Egress = createEgress({
  dnsServers: [],
  allow: ['127.0.0.0/8'],
  ca: [authority.caPem],
});
