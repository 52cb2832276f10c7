import { requireDebian, requireTools } from './machine.mjs';
import { keepRepositoryToOneRun } from './one-run.mjs';
import { compile, installDependencies } from './prepare.mjs';
import { Problem } from './problem.mjs';
import { Interrupted } from './run-under-node24.mjs';
import { installTestPackages } from './test-packages.mjs';

/**
 * Runs a command of this project: checks the machine first, shows an expected problem as one sentence, and ends with the command's code.
 * @param {string} name how the command is called
 * @param {(steps: typeof steps) => Promise<number>} work gives the exit code
 */
export async function bootstrap(name, work) {
  try {
    requireDebian(name);
    requireTools(name, ['npm', 'apt-get', 'dpkg', 'setpriv']);
    process.exitCode = await work(steps);
  } catch (error) {
    process.exitCode = error instanceof Interrupted ? 143 : 1;
    if (error instanceof Interrupted) return;
    process.stderr.write(`${error instanceof Problem ? error.message : (error?.stack ?? error)}\n`);
  }
}

const steps = { keepRepositoryToOneRun, installDependencies, compile, installTestPackages };
