import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourcesFor } from './debian-sources.js';

let apt = '';

beforeEach(() => {
  apt = mkdtempSync(join(tmpdir(), 'mail-access-apt-'));
  mkdirSync(join(apt, 'sources.list.d'));
});

afterEach(() => rmSync(apt, { recursive: true, force: true }));

it('takes mirror, keyring and options of deb822 sources and changes the suite', () => {
  const text = `Types: deb deb-src
# why
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates sid
Components: main contrib
Signed-By: /keys/debian.gpg

Types: deb
URIs: http://other.example
Suites: nodistro
Components: main
`;
  writeFileSync(join(apt, 'sources.list.d', 'debian.sources'), text);
  expect(sourcesFor('trixie', 'bookworm', apt)).toBe(`Types: deb
Suites: trixie trixie-updates
Components: main
URIs: http://mirror.example/debian
Signed-By: /keys/debian.gpg
`);
});

it('takes one-line sources with their options', () => {
  const text = `# comment
deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian bookworm main contrib
deb http://mirror.example/security bookworm-security main
deb-src http://mirror.example/debian bookworm main
deb http://other.example/apt cloud-bookworm main
`;
  writeFileSync(join(apt, 'sources.list'), text);
  expect(sourcesFor('bookworm', 'bookworm', apt)).toBe(`Types: deb
URIs: http://mirror.example/debian
Suites: bookworm
Components: main
arch: amd64
signed-by: /keys/debian.gpg

Types: deb
URIs: http://mirror.example/security
Suites: bookworm-security
Components: main
`);
});

it('says what to do when the machine has no source of its release', () => {
  writeFileSync(join(apt, 'sources.list'), 'deb http://other.example/apt focal main\n');
  expect(() => sourcesFor('trixie', 'bookworm', apt)).toThrow(
    /^No Debian bookworm package source .*: add one below .*\.$/,
  );
});
