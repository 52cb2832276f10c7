import type { Language } from '@mail-access/contracts';
import type { SpokenPhrase } from '../spoken-mail.js';
import { saySigns } from './address-rules.js';
import { escapeXml, substitute } from './phrase.js';

const written = /(\b\d{1,2}) h(?: (\d{2}))?\b|(?<=\b(?:chez|vers|to|at|de|of|d') ?)\b(?:[a-z\d-]+\.)+[a-z]{2,12}\b/gu;

/** A sentence of ours, whose times and hosts a voice is told how to say. */
export function voiced(sentence: string, language: Language): SpokenPhrase {
  const text = sentence.replace(/(?<=[\p{L}.])(?<!\.\.)\.\.$/u, '.');
  let ssml = '';
  let at = 0;
  for (const match of text.matchAll(written)) {
    const [all, hour, minute] = match;
    ssml += escapeXml(text.slice(at, match.index));
    ssml += substitute(all, hour === undefined ? saySigns(all, language) : hours(Number(hour), minute)).ssml;
    at = match.index + all.length;
  }
  return { text, ssml: ssml + escapeXml(text.slice(at)) };
}

const hours = (hour: number, minute: string | undefined): string =>
  `${hour} ${hour < 2 ? 'heure' : 'heures'}${minute === undefined ? '' : ` ${Number(minute)}`}`;
