import { asyncApiDocument } from './asyncapi-document.js';
import { natsConfiguration } from './nats-configuration.js';

/** Every file that is generated from the contracts: path from the root of the repository, and content. */
export function documents(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/bus/asyncapi.json', `${JSON.stringify(asyncApiDocument(), null, 2)}\n`],
    ['deploy/nats/permissions.conf', natsConfiguration()],
  ]);
}
