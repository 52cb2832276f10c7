import { describe, expect, it } from 'vitest';
import { sayText } from './say-text.js';

describe('in French', () => {
  it.each([
    ['1 234,56 $', '1234 dollars et 56 cents'],
    ['0,50 $', '50 cents'],
    ['1 $', '1 dollar'],
    ['25 $ US', '25 dollars américains'],
    ['25 € et 3 k$', '25 euros et 3 mille dollars'],
    ['1,5 M$', '1,5 millions de dollars'],
    ['12,5 %', '12,5 pour cent'],
    ['14h10, 9 h, 12 h, 0 h 05', '14 h 10, 9 h, midi, 0 h 05'],
    ['2:10 PM', '14 h 10'],
    ['le 2026-11-24', 'le 24 novembre 2026'],
    ['le 01/12/2026', 'le premier décembre 2026'],
    ['10-12 personnes', '10 à 12 personnes'],
    ['de 9h-17h', 'de 9 h à 17 h'],
    ['1 888 555-0199 poste 42', '1, 8 8 8, 5 5 5, 0 1 9 9, poste 4 2'],
    ['+33 1 23 45 67 89', 'plus 3 3, 1, 2 3, 4 5, 6 7, 8 9'],
    ['commande no 48213', 'commande numéro 4 8 2 1 3'],
    ['le dossier AB-20417', 'le dossier A B, 2 0 4 1 7'],
    ['H2X 1Y4', 'H 2 X, 1 Y 4'],
    ['rapport_final-v2.pdf', 'rapport final v2 point PDF'],
    ['marie.roy@exemple.ca', 'marie point roy arobas exemple point ca'],
    ['M. Roy, Mme Côté et le Dr Nguyen', 'Monsieur Roy, madame Côté et le docteur Nguyen'],
    ['St-Jérôme et Ste-Foy', 'Saint-Jérôme et Sainte-Foy'],
    ['le 2e et la 1re', 'le deuxième et la première'],
    ['lun. 3 févr.', 'lundi 3 février.'],
    ['#MailAccess', 'mot-clic Mail Access'],
    ['Bravo 👍👍', 'Bravo, émoji pouce vers le haut'],
    ['il fait -12 °C', 'il fait moins 12 degrés'],
    ['R & D, 50 km/h', 'R et D, 50 kilomètres à l’heure'],
    ['URGENT : lisez ceci', 'Urgent : lisez ceci'],
    ['la TPS et le CRTC', 'la TPS et le CRTC'],
  ])('%s', (written, said) => {
    expect(sayText(written, 'fr-CA').text).toBe(said);
  });
});

describe('in English', () => {
  it.each([
    ['$1,234.56', '1234 dollars and 56 cents'],
    ['$2.5M', '2.5 million dollars'],
    ['US$25', '25 US dollars'],
    ['$3,400,000, up 5%', '3400000 dollars, up 5 percent'],
    ['2:10 PM', '2:10 p.m.'],
    ['9 AM-5 PM', '9 a.m. to 5 p.m.'],
    ['14:30', '2:30 p.m.'],
    ['11/24/2026', 'November 24, 2026'],
    ['Mon, Nov 23', 'Monday, November 23'],
    ['the 2nd of 3', 'the second of 3'],
    ['Dr. Lee at 12 Elm St.', 'Doctor Lee at 12 Elm Street.'],
    ['call (514) 555-0123 ext. 9', 'call 5 1 4, 5 5 5, 0 1 2 3, extension 9'],
    ['tracking number 1Z999AA10', 'tracking number 1 Z 9 9 9 A A 1 0'],
    ['e.g. tea, i.e. hot', 'for example tea, that is hot'],
    ['send it ASAP', 'send it as soon as possible'],
    ['see https://www.example.com/a/b?c=d.', 'see link to example.com.'],
    ['jane_doe@example.com', 'jane underscore doe at example dot com'],
    ['1/2 cup', 'one half cup'],
    ['5 GB', '5 gigabytes'],
    ['nice :-)', 'nice, emoji smile'],
  ])('%s', (written, said) => {
    expect(sayText(written, 'en-CA').text).toBe(said);
  });
});
