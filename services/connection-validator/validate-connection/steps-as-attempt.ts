import type { Security, StepId } from '@mail-access/contracts';
import type { Attempt, Phase } from '@mail-access/driver-spec';
import type { Egress } from '@mail-access/egress';
import type { StepSequence } from './step-sequence.js';

/** A driver's attempt, whose phases are steps of the run. */
export function stepsAsAttempt(
  side: 'incoming' | 'outgoing',
  servers: Readonly<Record<'incoming' | 'outgoing', { security: Security }>>,
  steps: StepSequence,
  egress: Egress,
): Attempt {
  return {
    egress,
    // The phases carry the signal of the run and of their own step; a driver does nothing outside of them.
    signal: new AbortController().signal,
    phase: async (name, work) => {
      const result = await steps.run(stepOf(side, name), work);
      // A driver has nothing to secure here; the subscriber still has to be told.
      if (name === 'connect' && servers[side].security === 'none') {
        await steps.run(
          stepOf(side, 'secure'),
          () => Promise.resolve(),
          () => 'cleartext',
        );
      }
      return result;
    },
  };
}

function stepOf(side: 'incoming' | 'outgoing', phase: Phase): StepId {
  if (side === 'incoming') return `incoming-${phase}`;
  if (phase === 'open-inbox') throw new Error('an outgoing server has no inbox');
  return `outgoing-${phase}`;
}
