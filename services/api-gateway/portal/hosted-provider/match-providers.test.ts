import { expect, it } from 'vitest';
import { hostedProviders } from '../stand-in/hosted-providers.js';
import { matchProviders, providersOfAddress } from './match-providers.js';

const providers = hostedProviders['fr-CA'];
const found = (text: string) => matchProviders(providers, text).map(({ provider }) => provider.id);

it('gives all of them, in the order of the gateway, before anything is typed', () => {
  expect(found('  ')).toEqual(providers.map(({ id }) => id));
});

it.each([
  ['yahoo', ['yahoo']],
  ['VIDEO', ['videotron']],
  ['vidéo', ['videotron']],
  ['vide\u0301o', ['videotron']],
  ['gmail', ['google']],
  ['workspace goo', ['google']],
  ['o', ['outlook', 'orange', 'videotron', 'google', 'yahoo', 'proton']],
  ['@ymail', ['yahoo']],
  ['ada@live.c', ['outlook']],
  ['acme', []],
  ['@', []],
  ['(', []],
])('%j finds %j', (text, ids) => {
  expect(found(text).toSorted()).toEqual(ids.toSorted());
});

it('puts the name that begins so first, and says by which domain another was found', () => {
  expect(found('o').slice(0, 2).toSorted()).toEqual(['orange', 'outlook']);
  expect(matchProviders(providers, 'rocketmail')).toMatchObject([{ domain: 'rocketmail.com' }]);
  expect(matchProviders(providers, 'yahoo')).toMatchObject([{ domain: null }]);
});

it.each([
  ['ada@yahoo.ca', ['yahoo']],
  [' Ada@YAHOO.CA ', ['yahoo']],
  ['ada@yahoo', []],
  ['ada@entreprise.example', []],
  ['@yahoo.ca', []],
  ['a@b@yahoo.ca', []],
  ['yahoo.ca', []],
])('the address %j is at %j', (address, ids) => {
  expect(providersOfAddress(providers, address).map(({ id }) => id)).toEqual(ids);
});
