import { parsedBy, readEnvironment, serviceEnvironment, textOrFile } from '@mail-access/messaging';
import { parseSealingKey, parseSealingKeySet } from '@mail-access/secret';
import { z } from 'zod';
import { refuseHalfSettings, signInEnvironment } from './sign-in-providers/sign-in-environment.js';
import { parseKeyWrapper } from './keys/key-wrapper-setting.js';

const Environment = z
  .object({
    ...serviceEnvironment,
    ...signInEnvironment,
    /** The private key that secrets are sealed to on their way to the vault. */
    SEALING_KEY: textOrFile.transform(parsedBy(parseSealingKey)),
    /** The public keys of the services that secrets are revealed to: a JWKS, `kid` the name of the service. */
    SEALING_PUBLIC_KEYS: textOrFile.transform(parsedBy(parseSealingKeySet)),
    /** Where the key-encryption keys are: `file:/path`, or a `pkcs11:` URI of a token. The first key is made at the first start. */
    KEY_WRAPPER: z.string().transform(parsedBy(parseKeyWrapper)),
    /** Reveals that a calling service may ask of one replica in a minute. */
    REVEALS_PER_MINUTE: z.coerce.number().int().min(1).default(30_000),
    /** From how many reveals in a minute on a calling service is told of. */
    REVEAL_SURGE_PER_MINUTE: z.coerce.number().int().min(1).default(3_000),
  })
  .superRefine(refuseHalfSettings);

export type Configuration = z.output<typeof Environment>;

/** Reads the settings of this service. @throws one Error that names every problem */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  return readEnvironment(Environment, environment);
}
