import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Rules of this project that are a matter of one expression in one file. */

/** The files that may see a secret in clear. One function in each: sealing, opening, or signing in. */
export const revealingFiles = [
  'libs/secret/seal-secret.ts',
  'services/credential-vault/envelope/encrypt-secret.ts',
  'services/credential-vault/envelope/same-secret.ts',
  'services/credential-vault/sign-in-providers/ask-token-endpoint.ts',
  'services/credential-vault/sign-in-providers/parse-secret.ts',
  'services/credential-vault/sign-in-providers/read-id-token.ts',
  'services/credential-vault/sign-in-providers/stored-grant.ts',
  'libs/drivers/imap/sign-in.ts',
  'libs/drivers/pop3/sign-in.ts',
  'libs/drivers/smtp/sign-in.ts',
];

/**
 * A call of `reveal()`, and every way of getting hold of it without calling it by its name. What takes arguments is
 * another's `reveal`, as that of the vault's port.
 */
const revealing = [
  "MemberExpression[computed=false][property.name='reveal']:not(CallExpression[arguments.length>0] > MemberExpression.callee)",
  "ObjectPattern > Property[key.name='reveal']",
  "MemberExpression[computed=true] > Literal.property[value='reveal']",
  "MemberExpression[computed=true] > TemplateLiteral.property > TemplateElement[value.cooked='reveal']",
  "CallExpression[callee.object.name='Reflect'] > Literal[value='reveal']",
].map((selector) => ({
  selector,
  message: 'A secret is revealed only in the files listed in lint/restrictions.mjs.',
}));

const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'The environment is read in configuration.ts and main.ts; hand the value in.',
  },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']",
    message: 'The environment is read in configuration.ts and main.ts; hand the value in.',
  },
];

const exportAll = {
  selector: 'ExportAllDeclaration',
  message: 'Name what is exported: `export *` hides the public surface and makes circles.',
};

const skippedTests = [
  {
    selector:
      'MemberExpression[property.name=/^(only|skip|skipIf|runIf|todo|fails)$/]:matches([object.name=/^(it|test|describe|suite|bench)$/], [object.object.name=/^(it|test|describe|suite|bench)$/])',
    message: 'Every test runs, always.',
  },
  {
    selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|hoisted|spyOn|fn|mocked)$/]",
    message: 'Pass a fake in, or script a server: no mocking.',
  },
];

/** @param {{ secrets?: boolean, environment?: boolean, tests?: boolean }} allowed */
export function restrictedSyntax(allowed) {
  return [
    'error',
    exportAll,
    ...(allowed.secrets ? [] : revealing),
    ...(allowed.environment ? [] : environment),
    ...(allowed.tests ? skippedTests : []),
  ];
}

/** What only tests, the conformance suite and the benchmark import. */
const testOnly = [
  { name: '@mail-access/testkit', message: 'Only tests, the driver conformance suite and the benchmark use testkit.' },
  { name: '@mail-access/local', message: 'Only tests and the benchmark start what the local run starts.' },
  { name: '@mail-access/driver-conformance', message: 'Only the tests of a driver run the conformance suite.' },
  { name: '@mail-access/observability/scripted-collector', message: 'Only tests use the scripted collector.' },
  { name: 'vitest', message: 'Only tests use vitest.' },
];

/** What a file may still take from a module that opens connections: questions about an address, and listening. */
const harmless = { net: ['isIP', 'isIPv4', 'isIPv6', 'BlockList'], http: ['createServer'] };

/** Sockets and names: types are free; what reaches outside belongs to `libs/egress`. */
const outside = ['net', 'tls', 'dns', 'dns/promises', 'dgram', 'http', 'https', 'http2'].flatMap((name) =>
  [name, `node:${name}`].map((module) => ({
    name: module,
    allowTypeImports: true,
    ...(harmless[name] && { allowImportNames: harmless[name] }),
    message: 'Outside connections are made by libs/egress only.',
  })),
);

/** Functions that reach outside without an import. */
export const outsideGlobals = ['fetch', 'WebSocket', 'EventSource'].map((name) => ({
  name,
  message: 'Outside connections are made by libs/egress only.',
}));

/** The gateway asks the issuer that its operator configured for the keys of tokens. */
export const fetchingFiles = ['services/api-gateway/authentication/key-set.ts'];

/**
 * A service has no entry to import, so that Nx may find no project behind its name, and no boundary crossed: the names
 * are refused as they stand.
 */
const serviceNames = readdirSync(join(import.meta.dirname, '../services')).map((name) => ({
  name: `@mail-access/${name}`,
  message: 'A service is reached over the bus, never imported.',
}));

/** The page takes its words from the contracts, and none of their code: zod and every schema would go to the browser. */
const contractsInPage = {
  name: '@mail-access/contracts',
  allowTypeImports: true,
  message: 'The page imports types of the contracts only.',
};

/** @param {{ tests?: boolean, sockets?: boolean, page?: boolean, services?: boolean }} where */
export function restrictedImports({ tests = false, sockets = false, page = false, services = false }) {
  const paths = [
    ...(services ? [] : serviceNames),
    ...(tests ? [] : testOnly),
    ...(sockets ? [] : outside),
    ...(page ? [contractsInPage] : []),
  ];
  return ['error', { paths }];
}
