import { expect, it } from 'vitest';
import { hostedProviders } from '../stand-in/hosted-providers.js';
import { matchProviders, providerNamed, providersOfAddress } from './match-providers.js';

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
  ['g suite', ['google']],
  ['GSuite', ['google']],
  ['Office 365', ['outlook']],
  ['msn', ['outlook']],
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
  expect(matchProviders(providers, 'rocketmail')).toMatchObject([{ by: 'rocketmail.com' }]);
  expect(matchProviders(providers, 'yahoo')).toMatchObject([{ by: null }]);
});

it('says by which other name a provider was found, its own name first', () => {
  expect(matchProviders(providers, 'msn')).toMatchObject([{ provider: { id: 'outlook' }, by: 'MSN' }]);
  expect(matchProviders(providers, 'hotmail')).toMatchObject([{ provider: { id: 'outlook' }, by: null }]);
  expect(providerNamed(providers, 'office 365')?.id).toBe('outlook');
  expect(providerNamed(providers, 'ORANGE')?.id).toBe('orange');
  expect(providerNamed(providers, 'office')).toBe(undefined);
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
