import { expect, it } from 'vitest';
import { accessToken } from '../stand-in/issuer.js';
import { tokenInFragment } from './handed-token.js';
import { sessionOf } from './session.js';

it('reads name, language and end of a token', () => {
  const session = sessionOf(accessToken({ name: 'Ève Ôté', locale: 'fr-CA', lifetime: 60 }));
  expect(session).toMatchObject({ name: 'Ève Ôté', locale: 'fr-CA', owner: 'tenant/sub-1' });
  expect(Math.round(((session.expiresAt ?? 0) - Date.now()) / 10_000)).toBe(6);
});

it.each(['opaque', 'a.b.c', '', 'e30.bnVsbA.x'])('takes %j for a token that says nothing of itself', (token) => {
  expect(sessionOf(token)).toEqual({ accessToken: token, expiresAt: null, name: null, locale: null, owner: '/' });
});

it.each([
  ['#access_token=a.b.c', 'a.b.c'],
  ['#state=x&access_token=a%2Bb&token_type=Bearer', 'a+b'],
  ['#access_token=', null],
  ['#content', null],
  ['', null],
])('finds in %j the token %j', (fragment, token) => {
  expect(tokenInFragment(fragment)).toBe(token);
});
