import { readFileSync, writeFileSync } from 'node:fs';
import { SetupProblem } from '../launch/setup-problem.js';

/** Writes the certificates that services trust besides Node's own: the local authority, and what the operator's NODE_EXTRA_CA_CERTS names. */
export function writeCaBundle(path: string, caPem: string, operatorFile: string | undefined): void {
  let operators = '';
  try {
    operators = operatorFile ? readFileSync(operatorFile, 'utf8') : '';
  } catch {
    throw new SetupProblem(`NODE_EXTRA_CA_CERTS names ${operatorFile}, which cannot be read: correct it or unset it.`);
  }
  writeFileSync(path, `${caPem}\n${operators}`);
}
