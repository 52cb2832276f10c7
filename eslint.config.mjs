import nx from '@nx/eslint-plugin';
import { createProjectGraphAsync } from '@nx/devkit';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { circlesOfTests, dependencyConstraints } from './lint/boundaries.mjs';
import {
  fetchingFiles,
  outsideGlobals,
  restrictedImports,
  restrictedSyntax,
  revealingFiles,
} from './lint/restrictions.mjs';

// The boundary rule reads the project graph from Nx's cache, and skips itself with a warning when there is none.
await createProjectGraphAsync({ exitOnError: true });

const tests = ['**/*.test.ts', '**/*.test.tsx'];
const code = ['**/*.{ts,tsx,mts,mjs}'];
const typed = ['**/*.{ts,tsx}'];
/** Where the environment is read. */
const entries = [
  '**/configuration.ts',
  '**/main.ts',
  'deploy/**',
  'bench/**',
  'examples/**',
  'lint/**',
  'libs/testkit/**',
  '**/*.config.*',
];
/** What may be used by tests and by what exists for them. */
const testGround = [
  'libs/testkit/**',
  'libs/drivers/conformance/**',
  'bench/**',
  'lint/**',
  '*.config.*',
  // Counterparts that only tests of the same package use.
  '**/{fixtures,testing,scripted,stand-in}/**',
];
const page = ['services/api-gateway/portal/**'];
const socketGround = ['libs/egress/**', 'deploy/**', ...testGround];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.local/**', '.nx/**', 'coverage/**', 'docs/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: code,
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: dependencyConstraints,
          ignoredCircularDependencies: circlesOfTests,
          allowCircularSelfDependency: false,
        },
      ],
      '@typescript-eslint/no-restricted-imports': restrictedImports({}),
      'no-restricted-syntax': restrictedSyntax({}),
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-params': ['error', 6],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-constant-condition': 'error',
      'no-unused-private-class-members': 'error',
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.lint.json', './services/api-gateway/portal/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // An empty text is often "not there": `||` says that.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A Nest module is a class with a decorator and nothing else, or a name for a dynamic module.
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true, allowWithDecorator: true }],
      // Crashes TypeScript 6 (getLocalModuleSpecifier) on types inferred from a contract of another package.
      '@typescript-eslint/no-deprecated': 'off',
      // An `async` method without `await` keeps a port's promise, and turns a throw into a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': [
        'error',
        { allow: ['private-constructors', 'arrowFunctions', 'methods', 'asyncMethods', 'generatorMethods'] },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Wrong about flags that a callback or another turn of the loop sets while this one waits.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // An options object that has the shape of a library's class is no mistake.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // TypeORM and Nest take classes as `Function`.
      '@typescript-eslint/no-unsafe-function-type': 'off',
      // There are no enums here; the rules took a fifth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // A caught `unknown` is thrown on, and an AbortSignal's reason is `any`.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
    },
  },
  { files: entries, rules: { 'no-restricted-syntax': restrictedSyntax({ environment: true }) } },
  {
    // Fixtures stand beside tests, and ship nowhere.
    files: [...revealingFiles, 'services/*/fixtures/**'],
    rules: { 'no-restricted-syntax': restrictedSyntax({ secrets: true }) },
  },
  // What tests stand on opens what the service sealed, and starts processes of it.
  {
    files: ['**/fixtures/**'],
    rules: { 'no-restricted-syntax': restrictedSyntax({ secrets: true, environment: true }) },
  },
  { files: ['deploy/**', 'bench/**', 'examples/**', '**/commands/**'], rules: { 'no-console': 'off' } },
  { files: socketGround, rules: { '@typescript-eslint/no-restricted-imports': restrictedImports({ sockets: true }) } },
  {
    files: ['libs/**/*.ts', 'services/**/*.ts'],
    ignores: [...fetchingFiles, ...page, ...testGround, ...tests],
    rules: { 'no-restricted-globals': ['error', ...outsideGlobals] },
  },
  { files: page, rules: { '@typescript-eslint/no-restricted-imports': restrictedImports({ page: true }) } },
  {
    files: [...testGround, ...tests],
    rules: { '@typescript-eslint/no-restricted-imports': restrictedImports({ tests: true, sockets: true }) },
  },
  {
    files: ['bench/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictedImports({ tests: true, sockets: true, services: true }),
    },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': restrictedSyntax({ secrets: true, environment: true, tests: true }),
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // `expect.any(String)` is `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  // A component's markup is one expression, and long.
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true }] } },
  prettier,
);
