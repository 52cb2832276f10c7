import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's build of libdovecot looks for its TLS module; no setting changes it, and the mail programs end when it is missing. */
const COMPILED_FOLDER = '/usr/lib/dovecot/modules';

/** A path relative to the run folder, in which Dovecot's processes work. */
const RELATIVE_FOLDER = 'modules';

const LIBRARY = 'libdovecot.so.0';

/**
 * Makes an unpacked Dovecot runnable outside /usr: gives a folder, to come first in LD_LIBRARY_PATH, with a copy of libdovecot that is
 * changed to read its modules from the run folder, and links the modules there.
 * Seen with Debian's 2.3.19.1 ("lmtp(init): Fatal: opendir(/usr/lib/dovecot/modules) failed", lib-ssl-iostream/iostream-ssl.c).
 */
export function relocateDovecot(installation: string, runDirectory: string): string {
  const original = join(installation, 'usr/lib/dovecot');
  const relocated = join(installation, 'usr/lib/dovecot-relocated');
  mkdirSync(relocated, { recursive: true });
  if (!existsSync(join(relocated, LIBRARY))) writeRelocated(join(original, LIBRARY), join(relocated, LIBRARY));
  const link = join(runDirectory, RELATIVE_FOLDER);
  rmSync(link, { force: true });
  symlinkSync(join(original, 'modules'), link);
  return relocated;
}

function writeRelocated(original: string, relocated: string): void {
  const program = readFileSync(original);
  const at = program.indexOf(`\0${COMPILED_FOLDER}\0`, 0, 'latin1');
  if (at < 0)
    throw new Error(
      `${original} does not hold the folder ${COMPILED_FOLDER}: a version of Dovecot that we do not know`,
    );
  program.fill(0, at + 1, at + 1 + COMPILED_FOLDER.length);
  program.write(RELATIVE_FOLDER, at + 1, 'latin1');
  const unfinished = `${relocated}.${process.pid}`;
  writeFileSync(unfinished, program, { mode: 0o755 });
  renameSync(unfinished, relocated);
}
