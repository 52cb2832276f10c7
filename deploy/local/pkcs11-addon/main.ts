import { ensurePkcs11Addon } from '../launch/pkcs11-addon.js';
import { SetupProblem } from '../launch/setup-problem.js';

/** `npm run vault:pkcs11-addon`: compiles the addon that a vault with a token needs, with g++ alone. */
try {
  await ensurePkcs11Addon();
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
