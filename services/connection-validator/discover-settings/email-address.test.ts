import { expect, it } from 'vitest';
import { isOwnHost, readAddress } from './email-address.js';

it.each([
  ['ada@company.co.uk', 'company.co.uk'],
  ['ada@mail.company.co.uk', 'company.co.uk'],
  ['ada@COMPANY.Example.', 'company.example'],
  ['ada@bücher.example', 'xn--bcher-kva.example'],
  // The private part of the list: customers of one host are strangers to each other.
  ['ada@ada.github.io', 'ada.github.io'],
  ['ada@co.uk', null],
  ['ada@github.io', null],
  ['ada@ca', null],
])('%s has the registrable domain %s', (address, own) => {
  expect(readAddress(address).ownDomain).toBe(own);
});

it('tells own hosts from those of neighbours under the same suffix', () => {
  const ada = readAddress('ada@ada.github.io');
  expect([isOwnHost('mail.ada.github.io', ada), isOwnHost('mail.bob.github.io', ada)]).toEqual([true, false]);
  expect(isOwnHost('github.io', ada)).toBe(false);
});
