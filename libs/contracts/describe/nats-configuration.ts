import { parties } from '../definition/party.js';
import { natsPermissions } from './nats-permissions.js';

/**
 * The `authorization` block of nats-server: one user a party. Passwords come from the environment of the server, as
 * `NATS_PASSWORD_CREDENTIAL_VAULT`; a bcrypt hash does as well.
 */
export function natsConfiguration(): string {
  const users = parties.map((party) => {
    const variable = `NATS_PASSWORD_${party.toUpperCase().replaceAll('-', '_')}`;
    const permissions = JSON.stringify(natsPermissions(party), null, 2).replaceAll('\n', '\n      ');
    return `    {\n      user: "${party}"\n      password: $${variable}\n      permissions: ${permissions}\n    }`;
  });
  return [
    '# Written by `npm run docs:bus` from libs/contracts; a test compares it. Include it from nats-server.conf.',
    'authorization {',
    '  users: [',
    users.join('\n'),
    '  ]',
    '}',
    '',
  ].join('\n');
}
