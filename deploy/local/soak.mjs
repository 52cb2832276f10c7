// The tests of `npm test`, with the large numbers of libs/testkit/repetitions.ts. `npm run soak -- <file>` runs one of them.
process.env.SOAK = '1';
await import('./test.mjs');
