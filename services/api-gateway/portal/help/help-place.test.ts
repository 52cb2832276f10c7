import { expect, it } from 'vitest';
import { helpPath, helpPlaceOf } from './help-place.js';

it.each([
  ['/aide/depannage', '', { page: 'guide', language: 'fr-CA', topic: null }],
  ['/aide/depannage/', '#credentials-rejected', { page: 'guide', language: 'fr-CA', topic: 'credentials-rejected' }],
  ['/aide/faq', '#', { page: 'faq', language: 'fr-CA', topic: null }],
  ['/help/troubleshooting', '#a%20b', { page: 'guide', language: 'en-CA', topic: 'a b' }],
  ['/help/faq', '#%', { page: 'faq', language: 'en-CA', topic: '%' }],
  ['/aide', '', { page: 'guide', language: 'fr-CA', topic: null }],
  ['/help', '', { page: 'guide', language: 'en-CA', topic: null }],
  ['/', '#content', null],
  ['/aide/autre', '', null],
  ['/constructor', '', null],
] as const)('%s%s is %j', (pathname, hash, place) => {
  expect(helpPlaceOf({ pathname, hash })).toEqual(place);
});

it('leads to a topic by its id', () => {
  expect(helpPath('fr-CA', 'guide', 'tls-too-old')).toBe('/aide/depannage#tls-too-old');
  expect(helpPath('en-CA', 'faq')).toBe('/help/faq');
});
