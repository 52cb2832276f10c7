import { parsedBy, readEnvironment, serviceEnvironment, textOrFile } from '@mail-access/messaging';
import { parseSealingKey, parseSealingKeySet } from '@mail-access/secret';
import { z } from 'zod';

function keyFilePath(setting: string): string {
  const path = /^file:(.+)$/s.exec(setting)?.[1];
  if (path === undefined) throw new Error('expected file:/path of the key file');
  return path;
}

const Environment = z.object({
  ...serviceEnvironment,
  /** The private key that secrets are sealed to on their way to the vault. */
  SEALING_KEY: textOrFile.transform(parsedBy(parseSealingKey)),
  /** The public keys of the services that secrets are revealed to: a JWKS, `kid` the name of the service. */
  SEALING_PUBLIC_KEYS: textOrFile.transform(parsedBy(parseSealingKeySet)),
  /** Where the key-encryption keys are: `file:/path`. The file is made at the first start. */
  KEY_WRAPPER: z.string().transform(parsedBy(keyFilePath)),
});

export type Configuration = z.output<typeof Environment>;

/** Reads the settings of this service. @throws one Error that names every problem */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  return readEnvironment(Environment, environment);
}
