import { Secret } from '@mail-access/secret';
import { describe, expect, it } from 'vitest';
import { google, googleAddresses, verdict as googleVerdict } from './google.js';
import { parseServiceAccount } from './google-delegation.js';
import { microsoft, microsoftAddresses, verdict as microsoftVerdict } from './microsoft.js';
import { readGrant, writeGrant } from './stored-grant.js';

const nobody = { post: () => Promise.reject(new Error('nobody is asked here')) };
const client = {
  clientId: 'c',
  clientSecret: Secret.of('s'),
  redirectUri: 'https://x.example/v1/authorizations/callback',
};
const microsoftSignIn = microsoft(nobody, client, microsoftAddresses());
const googleSignIn = google(nobody, client, googleAddresses());

describe('an error of a token end point', () => {
  it.each([
    [{ error: 'invalid_grant' }, 'invalid-grant'],
    [{ error: 'invalid_client' }, undefined],
    [{ error: 'temporarily_unavailable' }, undefined],
    [{ error: 'unauthorized_client' }, undefined],
  ])('of Google %o is %s', (error, reason) => expect(googleVerdict(error)?.reason).toBe(reason));

  it.each([
    [{ error: 'invalid_grant', error_codes: [70_008] }, 'invalid-grant', false],
    [{ error: 'invalid_grant', error_codes: [700_082] }, 'invalid-grant', false],
    [{ error: 'invalid_grant', error_codes: [50_173] }, 'invalid-grant', false],
    [{ error: 'interaction_required', error_codes: [50_079] }, 'interaction-required', false],
    [{ error: 'invalid_grant', error_codes: [65_001], suberror: 'consent_required' }, 'consent-required', true],
    [{ error: 'invalid_grant', error_codes: [90_094] }, 'consent-required', true],
    [{ error: 'invalid_grant', error_codes: [50_196] }, undefined, undefined],
    [{ error: 'invalid_grant', error_codes: [90_033] }, undefined, undefined],
    [{ error: 'invalid_client', error_codes: [7_000_222] }, undefined, undefined],
    [{ error: 'temporarily_unavailable', error_codes: [90_055] }, undefined, undefined],
  ])('of Microsoft %o is %s', (error, reason, needsAdministrator) => {
    expect(microsoftVerdict(error)?.reason).toBe(reason);
    expect(microsoftVerdict(error)?.needsAdministrator).toBe(needsAdministrator);
  });
});

it.each([
  ['access_denied', 'AADSTS65004: User declined to consent to access the app.', 'declined'],
  ['access_denied', 'AADSTS90094: The grant requires admin permission.', 'admin-consent-required'],
  ['consent_required', 'AADSTS65001: not consented', 'admin-consent-required'],
  ['access_denied', 'says AADSTS90094 somewhere else', 'declined'],
  ['server_error', undefined, 'failed'],
])('an address with %s (%s) of Microsoft is %s', (error, description, expected) => {
  expect(microsoftSignIn.readError({ error, description })).toBe(expected);
});

describe('an issuer', () => {
  const organisation = '7d5e4f0a-5a0c-4f38-9a8e-2f1c6b7d9e10';

  it.each([
    [`https://login.microsoftonline.com/${organisation}/v2.0`, true],
    ['https://login.microsoftonline.com/common/v2.0', false],
    [`https://login.microsoftonline.com/${organisation}/v2.0/`, false],
    [`https://login.microsoftonline.com.evil.example/${organisation}/v2.0`, false],
    [`https://loginXmicrosoftonline.com/${organisation}/v2.0`, false],
    [`https://evil.example/https://login.microsoftonline.com/${organisation}/v2.0`, false],
  ])('%s of Microsoft: %s', (iss, is) => expect(microsoftSignIn.isIssuer(iss)).toBe(is));

  it.each([
    ['https://accounts.google.com', true],
    ['https://accounts.google.com/', false],
    ['https://accounts.google.com.evil.example', false],
  ])('%s of Google: %s', (iss, is) => expect(googleSignIn.isIssuer(iss)).toBe(is));
});

it('tells what was granted by every scope that it takes, however the provider writes them', () => {
  expect(microsoftSignIn.consented(['mail.readwrite', 'Mail.Send', 'openid'])).toEqual(['mail']);
  expect(microsoftSignIn.consented(['https://graph.microsoft.com/Mail.ReadWrite'])).toEqual([]);
  expect(microsoftSignIn.consented(['https://graph.microsoft.com/Calendars.ReadWrite'])).toEqual(['calendar']);
  expect(googleSignIn.consented(['https://www.googleapis.com/auth/contacts', 'openid'])).toEqual(['contacts']);
});

it('sends people and secrets to the national cloud that it was told of', () => {
  const china = microsoft(
    nobody,
    client,
    microsoftAddresses('https://login.partner.microsoftonline.cn/', 'https://microsoftgraph.chinacloudapi.cn'),
  );
  const url = new URL(china.authorizeUrl({ state: 's', nonce: 'n', codeChallenge: 'c', scopes: ['calendar'] }));
  expect(url.origin).toBe('https://login.partner.microsoftonline.cn');
  expect(url.searchParams.get('scope')).toContain('https://microsoftgraph.chinacloudapi.cn/Calendars.ReadWrite');
});

it('reads of a stored grant what was written, and nothing of anything else', () => {
  const grant = {
    provider: 'google' as const,
    source: { kind: 'refresh-token' as const, refreshToken: Secret.of('r') },
  };
  const read = readGrant(writeGrant({ ...grant, accessToken: Secret.of('a') }));
  expect(read?.accessToken?.reveal()).toBe('a');
  expect(read?.source.kind === 'refresh-token' && read.source.refreshToken.reveal()).toBe('r');
  expect(readGrant(Secret.of('a password'))).toBeNull();
  expect(readGrant(Secret.of('{"provider":"google"}'))).toBeNull();
});

it('quotes nothing of a key file that is none', () => {
  const bad = JSON.stringify({ type: 'service_account', client_email: 'a@b.example', private_key: 'canary' });
  expect(() => parseServiceAccount(bad)).toThrow(/^not a key file of a Google service account/);
  expect(() => parseServiceAccount('canary')).not.toThrow(/canary/);
});
