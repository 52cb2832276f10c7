import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesFor } from './debian-sources.js';
import { withFolderLock } from './folder-lock.js';
import { runToEnd } from './owned-process.js';
import { SetupProblem } from './setup-problem.js';

/**
 * Unpacks Debian packages into a cache folder without root and gives the folder that holds `usr/`. Of this machine's own release
 * (`suite` left out) it fetches everything the packages need that is not installed; of another suite the named packages only, which
 * suits a static binary. The first call downloads, later ones take no time.
 */
export async function ensureDebianPackages(
  names: readonly string[],
  options: { cacheDirectory: string; suite?: string; onProgress?: (line: string) => void },
): Promise<string> {
  const codename = debianCodename();
  const suite = options.suite ?? codename;
  const target = join(options.cacheDirectory, 'debian', suite, [...names].sort().join('+'));
  if (existsSync(target)) return target;
  requireTools(['apt-get', 'apt-config', 'dpkg']);
  mkdirSync(join(options.cacheDirectory, 'debian', suite), { recursive: true });
  return withFolderLock(`${target}.lock`, async () => {
    if (existsSync(target)) return target;
    options.onProgress?.(`downloading ${names.join(', ')} (Debian ${suite})`);
    const work = `${target}.${process.pid}`;
    try {
      const archives = await downloadArchives(names, suite, codename, join(work, 'apt'));
      for (const archive of archives) await runToEnd('dpkg', ['-x', archive, join(work, 'root')]);
      renameSync(join(work, 'root'), target);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return target;
  });
}

async function downloadArchives(names: readonly string[], suite: string, codename: string, work: string) {
  const archives = join(work, 'archives');
  mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(archives, 'partial'), { recursive: true });
  const sources = join(work, 'debian.sources');
  writeFileSync(sources, sourcesFor(suite, codename));
  const apt = (args: string[]) => runToEnd('apt-get', [...aptOptions(work, sources), ...args], { cwd: archives });
  try {
    await apt(['update']);
    if (suite === codename)
      await apt(['install', '--download-only', '--reinstall', '--no-install-recommends', ...names]);
    else await apt(['download', ...names]);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n').at(-1) : '';
    throw new SetupProblem(
      `Debian packages could not be downloaded (${names.join(', ')}): check the network and the package sources of this machine. ${reason}`,
    );
  }
  return readdirSync(archives)
    .filter((name) => name.endsWith('.deb'))
    .map((name) => join(archives, name));
}

/** apt with everything it writes moved to a folder of ours; it reads the machine's proxies, keys and installed packages as usual. */
function aptOptions(work: string, sources: string): string[] {
  const settings = {
    'Dir::State': work,
    'Dir::State::lists': join(work, 'lists'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': work,
    'Dir::Cache::archives': join(work, 'archives'),
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '-',
    'Dir::Etc::preferences': '-',
    'Dir::Etc::preferencesparts': '-',
    'Debug::NoLocking': 'true',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    // Some container images delete archives after every apt run.
    'APT::Keep-Downloaded-Packages': 'true',
    // The user _apt may not be able to enter the cache folder.
    'APT::Sandbox::User': 'root',
  };
  return ['-q', '-y', ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])];
}

/** The release this machine runs. Only Debian 12 is supported: its Dovecot's configuration and its libraries are what we know. */
export function debianCodename(osRelease = '/etc/os-release'): string {
  const text = existsSync(osRelease) ? readFileSync(osRelease, 'utf8') : '';
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1];
  if (field('ID') === 'debian' && field('VERSION_CODENAME') === 'bookworm') return 'bookworm';
  throw new SetupProblem(
    `This needs Debian 12 (bookworm) and found ${field('PRETTY_NAME') ?? 'another system'}: use a machine or a container of debian:12.`,
  );
}

/** Refuses to go on when one of `tools` is not in the PATH. */
export function requireTools(tools: readonly string[]): void {
  const folders = (process.env['PATH'] ?? '').split(':');
  const missing = tools.filter((tool) => !folders.some((folder) => existsSync(join(folder, tool))));
  if (missing.length > 0) {
    throw new SetupProblem(
      `${missing.join(' and ')} not found in the PATH: install ${missing.length > 1 ? 'them' : 'it'} and run this again.`,
    );
  }
}
