import type { Language } from '@mail-access/contracts';

/** One and many, French and English. */
type Names = readonly [string, string, string, string];
const bytes = (french: string, english: string): Names => [french, `${french}s`, english, `${english}s`];
const gigabyte = bytes('gigaoctet', 'gigabyte');
const megabyte = bytes('mégaoctet', 'megabyte');
const kilobyte = bytes('kilooctet', 'kilobyte');
const terabyte = bytes('téraoctet', 'terabyte');
const pound: Names = ['livre', 'livres', 'pound', 'pounds'];
const squareFoot: Names = ['pied carré', 'pieds carrés', 'square foot', 'square feet'];
const squareMetre: Names = ['mètre carré', 'mètres carrés', 'square metre', 'square metres'];
const hour: Names = ['heure', 'heures', 'hour', 'hours'];

const table: Readonly<Record<string, Names>> = {
  'km/h': ['kilomètre à l’heure', 'kilomètres à l’heure', 'kilometre per hour', 'kilometres per hour'],
  'mi/h': ['mille à l’heure', 'milles à l’heure', 'mile per hour', 'miles per hour'],
  mph: ['mille à l’heure', 'milles à l’heure', 'mile per hour', 'miles per hour'],
  'm²': squareMetre,
  m2: squareMetre,
  'm³': ['mètre cube', 'mètres cubes', 'cubic metre', 'cubic metres'],
  'pi²': squareFoot,
  pi2: squareFoot,
  pica: squareFoot,
  sqft: squareFoot,
  '°C': ['degré', 'degrés', 'degree', 'degrees'],
  '°F': ['degré Fahrenheit', 'degrés Fahrenheit', 'degree Fahrenheit', 'degrees Fahrenheit'],
  km: ['kilomètre', 'kilomètres', 'kilometre', 'kilometres'],
  cm: ['centimètre', 'centimètres', 'centimetre', 'centimetres'],
  mm: ['millimètre', 'millimètres', 'millimetre', 'millimetres'],
  m: ['mètre', 'mètres', 'metre', 'metres'],
  kg: ['kilogramme', 'kilogrammes', 'kilogram', 'kilograms'],
  mg: ['milligramme', 'milligrammes', 'milligram', 'milligrams'],
  g: ['gramme', 'grammes', 'gram', 'grams'],
  ml: ['millilitre', 'millilitres', 'millilitre', 'millilitres'],
  mL: ['millilitre', 'millilitres', 'millilitre', 'millilitres'],
  L: ['litre', 'litres', 'litre', 'litres'],
  Go: gigabyte,
  GB: gigabyte,
  Mo: megabyte,
  MB: megabyte,
  Ko: kilobyte,
  ko: kilobyte,
  KB: kilobyte,
  To: terabyte,
  TB: terabyte,
  lb: pound,
  lbs: pound,
  oz: ['once', 'onces', 'ounce', 'ounces'],
  po: ['pouce', 'pouces', 'inch', 'inches'],
  min: ['minute', 'minutes', 'minute', 'minutes'],
  sec: ['seconde', 'secondes', 'second', 'seconds'],
  hr: hour,
  hrs: hour,
  kWh: ['kilowattheure', 'kilowattheures', 'kilowatt hour', 'kilowatt hours'],
  kW: ['kilowatt', 'kilowatts', 'kilowatt', 'kilowatts'],
};

/** The name of a unit that stands behind a number; null when it is none in this language. */
export function units(written: string, language: Language, one: boolean): string | null {
  const names = table[written.replace(/[\s.]/gu, '')];
  if (names === undefined || (language === 'en-CA' && /^(?:po|To|Go|Mo|ko)$/u.test(written))) return null;
  const [frenchOne, frenchMany, englishOne, englishMany] = names;
  if (language === 'fr-CA') return one ? frenchOne : frenchMany;
  return one ? englishOne : englishMany;
}
