import { useEffect, useState } from 'react';
import { useLanguage } from '../wording/wording.js';

interface ElapsedTimeProps {
  readonly elapsedMs: number;
  /** `performance.now()` at which `elapsedMs` was right, for a step that is running; null for one that is not. */
  readonly since: number | null;
}

/** Seconds with one decimal, counting on while a step runs; of a quick step that ended, milliseconds. */
export function ElapsedTime({ elapsedMs, since }: ElapsedTimeProps) {
  const { language, wording } = useLanguage();
  const now = useClock(since !== null);
  const quick = since === null && elapsedMs < 1_000;
  const total = since === null ? elapsedMs : elapsedMs + Math.max(0, now - since);
  const value = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const text = quick ? wording.steps.milliseconds(elapsedMs) : wording.steps.seconds(value.format(total / 1_000));
  return <span className="elapsed">{text}</span>;
}

function useClock(running: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
