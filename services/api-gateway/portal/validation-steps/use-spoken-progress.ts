import type { ValidationStep } from '@mail-access/contracts';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../page/announcer.js';
import { useWording } from '../wording/wording.js';
import { type Said, sayProgress } from './say-progress.js';

const betweenSentencesMs = 1_000;

/** Says what is new in a run in the live region, at most once a second, and the last of it when the run ends. */
export function useSpokenProgress(steps: readonly ValidationStep[]): void {
  const announce = useAnnounce();
  const wording = useWording();
  const said = useRef<Said>(new Map());
  const latest = useRef({ steps, wording });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    latest.current = { steps, wording };
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const next = sayProgress(latest.current.steps, said.current, latest.current.wording);
      said.current = next.said;
      if (next.sentence !== '') announce(next.sentence);
    }, betweenSentencesMs);
  }, [steps, wording, announce]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
