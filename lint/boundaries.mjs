/**
 * Who may import whom, by the tags that stand under `nx.tags` in each package.json.
 *
 * Services import libs, never a service. Drivers import the driver contract, egress and secret, never each other.
 * Contracts and secret import nothing of ours. `testkit`, the launchers of `deploy/local` and the conformance suite are for
 * tests: that a package may see them at all is said here, that only its tests may is said in `restrictions.mjs`.
 */
const tests = ['lib:testkit', 'deploy:local'];
const driverGround = ['driver:spec', 'lib:egress', 'lib:secret'];

/** @param {string} sourceTag @param {readonly string[]} onlyDependOnLibsWithTags */
const may = (sourceTag, onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

export const dependencyConstraints = [
  may('lib:contracts', tests),
  may('lib:secret', []),
  may('lib:egress', tests),
  may('lib:observability', ['lib:secret']),
  may('lib:persistence', ['lib:observability', ...tests]),
  may('lib:messaging', ['lib:contracts', 'lib:observability', 'lib:persistence', 'lib:secret', ...tests]),
  may('lib:wording', ['lib:contracts']),
  may('lib:speech', ['lib:contracts', 'lib:wording']),
  may('lib:testkit', ['deploy:local', 'lib:contracts', 'lib:observability', 'lib:secret']),
  may('driver:spec', ['lib:egress', 'lib:secret', ...tests]),
  may('driver:conformance', [...driverGround, ...tests]),
  may('driver', [...driverGround, 'driver:conformance', ...tests]),
  may('service:*', ['lib:*', 'driver', 'driver:spec', ...tests]),
  // Of the wording, what a browser can load: `@mail-access/wording/help`.
  may('portal', ['lib:contracts', 'lib:wording', ...tests]),
  may('deploy:local', ['lib:contracts', 'lib:messaging', 'lib:observability', 'lib:secret', ...tests]),
  // It measures what is inside a service without the bus around it.
  may('bench', ['lib:*', 'driver', 'driver:spec', 'deploy:local', 'service:*']),
];

/**
 * `testkit` starts the real NATS and PostgreSQL with the launchers of `deploy/local`, which know contracts and
 * messaging; the tests of those packages import `testkit`. The circle is one of tests only: no source file closes it.
 */
export const circlesOfTests = [
  ['@mail-access/contracts', '@mail-access/testkit'],
  ['@mail-access/contracts', '@mail-access/local'],
  ['@mail-access/messaging', '@mail-access/local'],
  ['@mail-access/persistence', '@mail-access/local'],
  ['@mail-access/messaging', '@mail-access/testkit'],
  ['@mail-access/persistence', '@mail-access/testkit'],
  ['@mail-access/local', '@mail-access/testkit'],
];
