import { wallClock, type WallClock } from '../header/relative-date.js';

/** The first event of a calendar part (RFC 5545), as far as it is said. */
export interface CalendarEvent {
  /** RFC 5546: `REQUEST`, `REPLY`, `CANCEL`, `COUNTER`, `PUBLISH`. */
  readonly method: string;
  readonly title: string;
  readonly place: string;
  readonly organizer: { readonly name: string; readonly address: string };
  readonly attendee: { readonly name: string; readonly address: string; readonly answer: string };
  readonly start: CalendarTime | null;
  readonly end: CalendarTime | null;
  readonly frequency: string;
  readonly sequence: number;
}

/** On the wall of the listener's zone; `allDay` has no time. */
export interface CalendarTime extends WallClock {
  readonly allDay: boolean;
}

interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Windows names of the zones of Canada, as Exchange writes them; others are looked up as IANA names. */
const windowsZones: Readonly<Record<string, string>> = {
  'Eastern Standard Time': 'America/Toronto',
  'Central Standard Time': 'America/Winnipeg',
  'Mountain Standard Time': 'America/Edmonton',
  'Pacific Standard Time': 'America/Vancouver',
  'Atlantic Standard Time': 'America/Halifax',
  'Newfoundland Standard Time': 'America/St_Johns',
  'Canada Central Standard Time': 'America/Regina',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
};

/** Null when there is no event in it. Times are those of `timeZone`. */
export function readCalendar(text: string, timeZone: string): CalendarEvent | null {
  const lines = text
    .slice(0, 200_000)
    .replace(/\r?\n[ \t]/gu, '')
    .split(/\r?\n/u);
  const begin = lines.findIndex((line) => /^BEGIN:VEVENT/iu.test(line));
  if (begin < 0) return null;
  const end = lines.findIndex((line, index) => index > begin && /^(?:END:VEVENT|BEGIN:VALARM)/iu.test(line));
  const event = lines
    .slice(begin + 1, end < 0 ? undefined : end)
    .map(readProperty)
    .filter((one) => one !== null);
  const find = (name: string): Property | undefined => event.find((one) => one.name === name);
  const method = lines.map(readProperty).find((one) => one?.name === 'METHOD')?.value ?? '';
  const attendee = find('ATTENDEE');
  return {
    method: method.toUpperCase(),
    title: unescape(find('SUMMARY')?.value ?? ''),
    place: unescape(find('LOCATION')?.value ?? ''),
    organizer: personOf(find('ORGANIZER')),
    attendee: { ...personOf(attendee), answer: attendee?.parameters['PARTSTAT']?.toUpperCase() ?? '' },
    start: timeOf(find('DTSTART'), timeZone),
    end: timeOf(find('DTEND'), timeZone),
    frequency: /FREQ=(\w+)/iu.exec(find('RRULE')?.value ?? '')?.[1]?.toUpperCase() ?? '',
    sequence: Number(find('SEQUENCE')?.value ?? 0) || 0,
  };
}

function readProperty(line: string): Property | null {
  const match = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/iu.exec(line.slice(0, 4_000));
  if (match === null) return null;
  const parameters: Record<string, string> = {};
  for (const [, key = '', value = ''] of (match[2] ?? '').matchAll(/;([A-Z-]+)=("[^"]*"|[^;:"]*)/giu)) {
    parameters[key.toUpperCase()] = value.replace(/^"|"$/gu, '');
  }
  return { name: (match[1] ?? '').toUpperCase(), parameters, value: match[3] ?? '' };
}

const unescape = (value: string): string =>
  value
    .replace(/\\n/giu, ' ')
    .replace(/\\([,;\\])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();

const personOf = (property: Property | undefined): { name: string; address: string } => ({
  name: property?.parameters['CN'] ?? '',
  address: (property?.value ?? '').replace(/^mailto:/iu, ''),
});

function timeOf(property: Property | undefined, listenerZone: string): CalendarTime | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{0,2}(Z)?)?/u.exec(property?.value ?? '');
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number);
  const written = { year, month, day, hour: hour || 0, minute: minute || 0 };
  if (match[4] === undefined) return { ...written, allDay: true };
  const zone = match[6] === 'Z' ? 'UTC' : zoneOf(property?.parameters['TZID']);
  if (zone === null || zone === listenerZone) return { ...written, allDay: false };
  return { ...wallClock(momentOf(written, zone), listenerZone), allDay: false };
}

function zoneOf(name: string | undefined): string | null {
  const zone = name === undefined ? null : (windowsZones[name] ?? name);
  try {
    if (zone !== null) new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    // A name of the writer's own: the times are then taken as the listener's.
    return null;
  }
}

/** The moment at which a zone's wall shows this; two steps reach it across a change of the clocks. */
function momentOf(clock: WallClock, zone: string): Date {
  const wanted = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);
  let moment = wanted;
  for (let step = 0; step < 2; step += 1) {
    const shown = wallClock(new Date(moment), zone);
    moment += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return new Date(moment);
}
