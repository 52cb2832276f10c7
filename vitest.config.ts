import { defineConfig } from 'vitest/config';

const conditions = ['source', 'node', 'default'];
/** `npm run soak` repeats the long proofs: minutes instead of seconds. */
const patience = process.env['SOAK'] === '1' ? 30 : 1;
const roots = '{libs,services,deploy,bench,lint}';

/** Three tiers: `unit` needs nothing; `integration` needs PostgreSQL, NATS and mail servers; `browser` needs Chromium. */
export default defineConfig({
  // Test files are outside of every tsconfig that says so, and some of them declare Nest controllers.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${roots}/**/*.test.ts`],
          exclude: ['**/dist/**', '**/node_modules/**', '**/*.{integration,browser}.test.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [`${roots}/**/*.integration.test.ts`],
          exclude: ['**/dist/**', '**/node_modules/**'],
          testTimeout: 60_000 * patience,
          hookTimeout: 60_000,
          // What is waited for comes in milliseconds; a machine of two cores that runs everything at once takes its time.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [`${roots}/**/*.browser.test.ts`],
          exclude: ['**/dist/**', '**/node_modules/**'],
          testTimeout: 120_000 * patience,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
