import { performance } from 'node:perf_hooks';
import type { PreparedScenario, Scenario } from './scenario.js';
import { median } from './statistics.js';
import { rawSignIn } from './validation/raw-sign-in.js';
import { ValidationStage } from './validation/validation-stage.js';

const runs = 40;
const metric = 'p50 of one validation';

/** One after the other, against one Dovecot and one Postfix: IMAP over TLS with its inbox, SMTP submission with STARTTLS. */
const scenario: Scenario = {
  title: 'validation-sign-in: IMAP + SMTP up to the sign-ins',
  ours: 'steps with deadlines, recorded and published through PostgreSQL; names, addresses and certificates judged',
  theirs: 'bare sockets that say the same and check nothing',
  metrics: [{ name: metric, unit: 'ms', aim: { atMost: 1.25 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const stage = await ValidationStage.open();
  const mailbox = { host: 'localhost', ...stage.ports, ca: stage.caPem, ...ValidationStage.account };
  return {
    measureOurs: () =>
      measure(async () => {
        const run = await stage.begin(stage.incoming);
        return async () => {
          await stage.start(run);
          const { state } = await stage.reload(run);
          if (state !== 'passed') throw new Error(`a validation of the bench ended as ${state}`);
        };
      }),
    measureTheirs: () => measure(() => Promise.resolve(() => rawSignIn(mailbox))),
    close: () => stage.close(),
  };
}

/** Prepares outside of the clock, then times the work. */
async function measure(prepareWork: () => Promise<() => Promise<void>>): Promise<Record<string, number>> {
  const elapsed: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const work = await prepareWork();
    const startedAt = performance.now();
    await work();
    elapsed.push(performance.now() - startedAt);
  }
  return { [metric]: median(elapsed) };
}
