import type { Validation } from '@mail-access/contracts';
import { useEffect, useState } from 'react';
import type { PortalApi } from '../api/portal-api.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import { useLanguage } from '../wording/wording.js';
import { followValidation } from './follow-validation.js';

export interface FollowedRun {
  /** Null until the first answer. */
  readonly run: Validation | null;
  /** `performance.now()` at which `run` was as it is. */
  readonly seenAt: number;
  /** The line to the gateway is broken and being tried again. */
  readonly interrupted: boolean;
  /** Why the run cannot be followed any more. */
  readonly problem: ApiProblem | null;
}

const nothing: FollowedRun = { run: null, seenAt: 0, interrupted: false, problem: null };

/** Follows a run while the component is there; a change of language fetches its sentences anew. */
export function useValidation(api: PortalApi, validationId: string): FollowedRun {
  const { language } = useLanguage();
  const [followed, setFollowed] = useState(nothing);
  useEffect(() => {
    const leaving = new AbortController();
    const update = (change: Partial<FollowedRun>) => {
      if (!leaving.signal.aborted) setFollowed((now) => ({ ...now, ...change }));
    };
    followValidation({
      api,
      validationId,
      signal: leaving.signal,
      onRun: (run) => update({ run, seenAt: performance.now(), problem: null }),
      onInterrupted: (interrupted) => update({ interrupted }),
    }).catch((error: unknown) => update({ problem: asProblem(error) }));
    return () => leaving.abort();
    // The language is not used here, but the sentences that the gateway answers depend on it.
  }, [api, validationId, language]);
  return followed;
}
