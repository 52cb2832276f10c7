import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { FixtureLint } from './fixture-lint.js';
import { revealingFiles } from './restrictions.mjs';

const lint = new FixtureLint();
const root = join(import.meta.dirname, '..');

beforeAll(() => lint.problems('libs/secret/fixture.ts', ''), 60_000);

const reveal = 'export const open = (secret: { reveal(): string }) => secret.reveal();\n';
const environment = 'export const level = process.env.LOG_LEVEL;\n';
const socket = "import { connect } from 'node:net';\n\nexport const open = () => connect(143);\n";

it.each([
  ['a secret is revealed in a listed file only', 'services/api-gateway/fixture.ts', reveal, 'no-restricted-syntax'],
  ['a lib does not read the environment', 'libs/egress/fixture.ts', environment, 'no-restricted-syntax'],
  [
    'a lib does not import the environment',
    'libs/egress/fixture.ts',
    "import { env } from 'node:process';\n\nexport const level = env.LOG_LEVEL;\n",
    'no-restricted-syntax',
  ],
  [
    'a service reads it in its configuration only',
    'services/api-gateway/fixture.ts',
    environment,
    'no-restricted-syntax',
  ],
  [
    'nothing is exported with a star',
    'libs/egress/fixture.ts',
    "export * from './egress.js';\n",
    'no-restricted-syntax',
  ],
  ['a service does not print', 'services/api-gateway/fixture.ts', "console.log('ready');\n", 'no-console'],
  [
    'no test is focused',
    'libs/egress/fixture.test.ts',
    "import { it } from 'vitest';\n\nit.only('x', () => 1);\n",
    'no-restricted-syntax',
  ],
  [
    'no test is skipped',
    'libs/egress/fixture.test.ts',
    "import { it } from 'vitest';\n\nit.skip('x', () => 1);\n",
    'no-restricted-syntax',
  ],
  [
    'no test is skipped on a condition',
    'libs/egress/fixture.test.ts',
    "import { describe } from 'vitest';\n\ndescribe.skipIf(true)('x', () => 1);\n",
    'no-restricted-syntax',
  ],
  [
    'no row of a table is focused',
    'libs/egress/fixture.test.ts',
    "import { it } from 'vitest';\n\nit.only.each([1])('x', () => 1);\n",
    'no-restricted-syntax',
  ],
  [
    'no module is mocked',
    'libs/egress/fixture.test.ts',
    "import { vi } from 'vitest';\n\nvi.mock('./egress.js');\n",
    'no-restricted-syntax',
  ],
  [
    'testkit is for tests',
    'services/api-gateway/fixture.ts',
    "import { x } from '@mail-access/testkit';\n\nx();\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'contracts import nothing of ours, not even for tests, in a file that ships',
    'libs/contracts/fixture.ts',
    "import { x } from '@mail-access/testkit';\n\nx();\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'a service does not start what the local run starts',
    'services/api-gateway/fixture.ts',
    "import { x } from '@mail-access/local';\n\nx();\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'the conformance suite is for tests',
    'libs/drivers/imap/fixture.ts',
    "import { x } from '@mail-access/driver-conformance';\n\nx();\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'a driver opens no socket of its own',
    'libs/drivers/imap/fixture.ts',
    socket,
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'a service fetches nothing',
    'services/connection-validator/fixture.ts',
    "export const find = () => fetch('https://example.net');\n",
    'no-restricted-globals',
  ],
  [
    'a driver makes no HTTP request of its own',
    'libs/drivers/imap/fixture.ts',
    "import { get } from 'node:https';\n\nexport const find = () => get('https://example.net');\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'a service asks no name server of its own',
    'services/connection-validator/fixture.ts',
    "import { lookup } from 'node:dns/promises';\n\nexport const find = () => lookup('x');\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  [
    'the page takes only types from the contracts',
    'services/api-gateway/portal/fixture.ts',
    "import { requests } from '@mail-access/contracts';\n\nexport const all = requests;\n",
    '@typescript-eslint/no-restricted-imports',
  ],
  ['nothing is left to do', 'libs/egress/fixture.ts', '// TODO later\n', 'no-warning-comments'],
  ['no file is longer than 300 lines', 'libs/egress/fixture.ts', 'export {};\n'.repeat(301), 'max-lines'],
])('%s', async (_, file, text, rule) => {
  expect(await lint.rulesOf(file, text)).toEqual([rule]);
});

const secret = '(secret: { reveal(): string })';

it.each([
  ['by its name', `export const open = ${secret} => secret.reveal();`],
  ['when there is one', `export const open = (secret?: { reveal(): string }) => secret?.reveal();`],
  ['by a computed name', `export const open = ${secret} => secret['reveal']();`],
  ['by a template', `export const open = ${secret} => secret[\`reveal\`]();`],
  ['by destructuring', `export const open = ${secret} => {\n  const { reveal } = secret;\n  return reveal();\n};`],
  ['by a parameter', 'export const open = ({ reveal }: { reveal(): string }) => reveal();'],
  ['under another name', 'export const open = ({ reveal: show }: { reveal(): string }) => show();'],
  ['by an alias', `export const open = ${secret} => {\n  const show = secret.reveal;\n  return show();\n};`],
  ['by call', `export const open = ${secret} => secret.reveal.call(secret);`],
  ['by bind', `export const open = ${secret} => [1].map(secret.reveal.bind(secret));`],
  ['by reflection', `export const open = ${secret} => Reflect.get(secret, 'reveal') as unknown;`],
  ['by the prototype', `import { Secret } from '@mail-access/secret';\n\nexport const show = Secret.prototype.reveal;`],
])('a secret is not revealed %s in a file that is not listed', async (_, text) => {
  const rules = await lint.rulesOf('services/api-gateway/fixture.ts', `${text}\n`);
  expect(rules).toContain('no-restricted-syntax');
});

it.each([
  ['services/api-gateway/configuration.ts', environment],
  ['services/api-gateway/main.ts', environment],
  ['bench/fixture.ts', environment + "console.log('ready');\n"],
  ['libs/egress/fixture.ts', socket],
  ['services/api-gateway/fixture.ts', "import { isIP } from 'node:net';\n\nexport const family = isIP('::1');\n"],
  ['services/api-gateway/authentication/key-set.ts', "export const find = () => fetch('https://example.net');\n"],
  [
    'libs/observability/fixture.ts',
    "import { createServer } from 'node:http';\n\nexport const server = createServer();\n",
  ],
  [
    'services/connection-validator/fixture.ts',
    "export const open = (vault: { reveal(id: string): string }) => vault.reveal('a');\n",
  ],
  [
    'libs/egress/fixture.test.ts',
    "import { it } from 'vitest';\nimport { x } from '@mail-access/testkit';\n\nit('x', x);\n",
  ],
  [
    'services/api-gateway/portal/fixture.ts',
    "import type { Language } from '@mail-access/contracts';\n\nexport const language: Language = 'fr-CA';\n",
  ],
])('lets %s be', async (file, text) => {
  expect(await lint.problems(file, text)).toEqual([]);
});

it.each(revealingFiles)('lists %s because it does reveal a secret', async (file) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toContain('.reveal()');
});
