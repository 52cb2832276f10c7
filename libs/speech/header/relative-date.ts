import type { Language } from '@mail-access/contracts';
import type { Listener } from '../mail-to-speak.js';
import { sayDay, sayTime, weekdays } from '../say/calendar-words.js';
import type { ReceivedAt } from '../sentences/sentences.js';

/** A moment as a wall clock shows it. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall of a time zone shows. Errors: `RangeError` for a zone that does not exist. */
export function wallClock(moment: Date, timeZone: string): WallClock {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    formatter = new Intl.DateTimeFormat('en-US', { ...numeric, timeZone, hourCycle: 'h23' });
    formatters.set(timeZone, formatter);
  }
  const parts = Object.fromEntries(formatter.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const of = (name: string): number => parts[name] ?? 0;
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

const dayNumber = ({ year, month, day }: WallClock): number => Math.round(Date.UTC(year, month - 1, day) / 86_400_000);

/** How many midnights lie between two clocks: days of 23 and 25 hours count as one. */
export const daysBetween = (earlier: WallClock, later: WallClock): number => dayNumber(later) - dayNumber(earlier);

/** When something was received, as seen from `now`: today, yesterday, "mardi" of the last week, or the date. */
export function relativeDate(moment: Date, { language, timeZone, now }: Listener): ReceivedAt {
  const then = wallClock(moment, timeZone);
  const today = wallClock(now, timeZone);
  const days = daysBetween(then, today);
  const time = sayTime(then.hour, then.minute, language).text;
  if (days === 0) return { day: 'today', date: '', time };
  if (days === 1) return { day: 'yesterday', date: '', time };
  if (days > 1 && days < 7) return { day: 'weekday', date: weekdayOf(then, language), time };
  return {
    day: 'date',
    date: sayDay(then.day, then.month, then.year === today.year ? null : then.year, language),
    time,
  };
}

/** "mardi". */
export const weekdayOf = (clock: WallClock, language: Language): string =>
  weekdays[language][new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDay()] ?? '';
