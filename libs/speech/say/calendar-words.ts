import type { Language } from '@mail-access/contracts';

export const months: Readonly<Record<Language, readonly string[]>> = {
  'fr-CA': [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  'en-CA': [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
export const weekdays: Readonly<Record<Language, readonly string[]>> = {
  'fr-CA': ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  'en-CA': ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** "24 novembre 2026", "premier mars"; "November 24, 2026". `month` counts from 1. */
export function sayDay(day: number, month: number, year: number | null, language: Language): string {
  const name = months[language][month - 1] ?? '';
  if (language === 'fr-CA') return `${day === 1 ? 'premier' : day} ${name}${year === null ? '' : ` ${year}`}`;
  return `${name} ${day}${year === null ? '' : `, ${year}`}`;
}

/** A time of day as plain text ("14 h 10", "2:10 p.m.") and as a French voice must be told ("14 heures 10"). */
export function sayTime(hour: number, minute: number, language: Language): { text: string; alias: string } {
  if (language === 'fr-CA') {
    if (minute === 0 && hour === 0) return { text: 'minuit', alias: 'minuit' };
    if (minute === 0 && hour === 12) return { text: 'midi', alias: 'midi' };
    const minutes = minute === 0 ? '' : ` ${String(minute).padStart(2, '0')}`;
    return {
      text: `${hour} h${minutes}`,
      alias: `${hour} ${hour < 2 ? 'heure' : 'heures'}${minute === 0 ? '' : ` ${minute}`}`,
    };
  }
  if (minute === 0 && hour === 0) return { text: 'midnight', alias: 'midnight' };
  if (minute === 0 && hour === 12) return { text: 'noon', alias: 'noon' };
  const half = hour < 12 ? 'a.m.' : 'p.m.';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  const text = `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${half}`;
  return { text, alias: text };
}
