import { listOfText, parsedBy, readEnvironment, serviceEnvironment, textOrFile } from '@mail-access/messaging';
import { parseSealingKey } from '@mail-access/secret';
import { z } from 'zod';

const Environment = z.object({
  ...serviceEnvironment,
  /** The private key that credentials are sealed to when the vault reveals them to this service. */
  SEALING_KEY: textOrFile.transform(parsedBy(parseSealingKey)),
  /** `host:port` of the resolvers that every outside name is asked of; the system's when empty. */
  DNS_SERVERS: listOfText,
  /** CIDR blocks that may be reached although they are internal. */
  EGRESS_ALLOW: listOfText,
  /** Base of a Thunderbird ISPDB that a domain is appended to; local facts only when empty. */
  ISPDB_URL: z.union([z.literal(''), z.url({ protocol: /^https$/, error: 'an https URL, or empty' })]).default(''),
});

export type Configuration = z.output<typeof Environment>;

/** Reads the settings of this service. @throws one Error that names every problem */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  return readEnvironment(Environment, environment);
}
