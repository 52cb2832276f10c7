import { beforeAll, expect, it } from 'vitest';
import { FixtureLint } from './fixture-lint.js';

const lint = new FixtureLint();
const rule = '@nx/enforce-module-boundaries';

// The first use loads Nx's project graph, which takes seconds on a cold machine.
beforeAll(() => lint.problems('libs/secret/fixture.ts', ''), 60_000);

/** Each row: a file that imports something it must not, and nothing else is wrong with it. */
it.each([
  ['contracts import nothing of ours', 'libs/contracts/fixture.ts', '@mail-access/secret'],
  ['secret imports nothing of ours', 'libs/secret/fixture.ts', '@mail-access/contracts'],
  ['egress imports nothing of ours', 'libs/egress/fixture.ts', '@mail-access/secret'],
  ['observability knows no contract', 'libs/observability/fixture.ts', '@mail-access/contracts'],
  ['persistence does not know the bus', 'libs/persistence/fixture.ts', '@mail-access/messaging'],
  ['messaging opens no outside connection', 'libs/messaging/fixture.ts', '@mail-access/egress'],
  ['wording knows no driver', 'libs/wording/fixture.ts', '@mail-access/driver-spec'],
  ['the driver contract knows no other contract', 'libs/drivers/spec/fixture.ts', '@mail-access/contracts'],
  ['a driver imports no other driver', 'libs/drivers/imap/fixture.ts', '@mail-access/driver-pop3'],
  ['a driver does not log', 'libs/drivers/imap/fixture.ts', '@mail-access/observability'],
  ['a driver has no wording', 'libs/drivers/smtp/fixture.ts', '@mail-access/wording'],
  ['the conformance suite knows no driver', 'libs/drivers/conformance/fixture.ts', '@mail-access/driver-imap'],
  ['the page imports no server code', 'services/api-gateway/portal/fixture.ts', '@mail-access/messaging'],
])('%s', async (_, file, imported) => {
  expect(await lint.rulesOf(file, `import { x } from '${imported}';\nx();\n`)).toContain(rule);
});

it.each([
  ['a service', 'services/api-gateway/fixture.ts', '@mail-access/connection-validator'],
  ['a lib', 'libs/messaging/fixture.ts', '@mail-access/api-gateway'],
  ['testkit', 'libs/testkit/fixture.ts', '@mail-access/credential-vault'],
  ['the page', 'services/api-gateway/portal/fixture.ts', '@mail-access/connection-validator'],
  ['the local run', 'deploy/local/fixture.ts', '@mail-access/credential-vault'],
])('%s imports no service', async (_, file, imported) => {
  const broken = await lint.rulesOf(file, `import { x } from '${imported}';\nx();\n`);
  expect(broken).toContain('@typescript-eslint/no-restricted-imports');
});

it('refuses a relative path into another package', async () => {
  expect(
    await lint.rulesOf('services/api-gateway/fixture.ts', "import { x } from '../../libs/secret/index.js';\nx();\n"),
  ).toEqual([rule]);
});

it('refuses a package that imports itself by name', async () => {
  expect(await lint.rulesOf('libs/secret/fixture.ts', "import { x } from '@mail-access/secret';\nx();\n")).toEqual([
    rule,
  ]);
});

it.each([
  ['services/connection-validator/fixture.ts', '@mail-access/driver-imap'],
  ['services/credential-vault/fixture.ts', '@mail-access/persistence'],
  ['libs/messaging/fixture.ts', '@mail-access/contracts'],
  ['libs/messaging/fixture.integration.test.ts', '@mail-access/testkit'],
  ['libs/drivers/imap/fixture.ts', '@mail-access/egress'],
  ['libs/drivers/imap/fixture.integration.test.ts', '@mail-access/driver-conformance'],
  ['libs/testkit/fixture.ts', '@mail-access/local'],
  ['bench/fixture.ts', '@mail-access/messaging'],
  ['bench/fixture.ts', '@mail-access/connection-validator'],
])('lets %s import %s', async (file, imported) => {
  expect(await lint.problems(file, `import { x } from '${imported}';\nx();\n`)).toEqual([]);
});
