import { daysBetween, wallClock, weekdayOf } from '../header/relative-date.js';
import { spokenName } from '../header/spoken-name.js';
import type { Listener, MailToSpeak } from '../mail-to-speak.js';
import { sayDay, sayTime } from '../say/calendar-words.js';
import { cleanInline } from '../say/clean-inline.js';
import { sayText } from '../say/say-text.js';
import { sentencesOf, type Answer, type MeetingWords } from '../sentences/sentences.js';
import { readCalendar, type CalendarEvent, type CalendarTime } from './read-calendar.js';

const answers: Readonly<Record<string, Answer>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

/** What an invitation, an answer to one or a cancellation says; null when there is no event to read. */
export function describeMeeting(mail: MailToSpeak, listener: Listener): string | null {
  const event = readCalendar(mail.facts.calendar ?? '', listener.timeZone);
  if (event === null) return null;
  const sentences = sentencesOf(listener.language);
  const words = wordsOf(event, mail, listener);
  const sender = spokenName(mail.from ?? event.attendee, sentences);
  const answer = answers[event.attendee.answer];
  if (event.method === 'CANCEL') return sentences.cancelled(words);
  if (event.method === 'COUNTER') return sentences.countered(sender, words);
  if (event.method === 'REPLY' && answer !== undefined) return sentences.answered(sender, answer, words);
  return sentences.invitation(words, event.sequence > 0);
}

function wordsOf(event: CalendarEvent, mail: MailToSpeak, listener: Listener): MeetingWords {
  const sentences = sentencesOf(listener.language);
  const organizer = event.organizer.address === '' ? mail.from : event.organizer;
  const say = (text: string): string => sayText(cleanInline(text, sentences), listener.language).text;
  return {
    title: say(event.title),
    where: say(event.place),
    organizer: spokenName(organizer, sentences),
    repeats: sentences.repeats(event.frequency),
    when: event.start === null ? '' : whenOf(event.start, event.end, listener),
  };
}

function whenOf(start: CalendarTime, end: CalendarTime | null, { language, timeZone, now }: Listener): string {
  const sentences = sentencesOf(language);
  const today = wallClock(now, timeZone);
  const date = sayDay(start.day, start.month, start.year === today.year ? null : start.year, language);
  const isToday = daysBetween(today, start) === 0;
  const weekday = weekdayOf(start, language);
  const named = language === 'fr-CA' ? `${weekday} ${date}` : `${weekday}, ${date}`;
  const day = sentences.onDay({ day: isToday ? 'today' : 'date', date: named, time: '' }, false);
  if (start.allDay) return `${day}, ${sentences.allDay}`;
  const time = (at: CalendarTime): string => sayTime(at.hour, at.minute, language).text;
  const sameDay = end !== null && daysBetween(start, end) === 0;
  return `${day} ${sentences.span(time(start), sameDay ? time(end) : '')}`;
}
