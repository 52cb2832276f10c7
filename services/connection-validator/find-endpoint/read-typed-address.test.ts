import { describe, expect, it } from 'vitest';
import { readTypedAddress } from './read-typed-address.js';

const read = (text: string) => {
  const typed = readTypedAddress(text);
  return typed && `${typed.scheme ?? ''}|${typed.host}|${typed.port ?? ''}|${typed.path}`;
};

describe('what is typed as the address of an Exchange server', () => {
  it.each([
    ['https://mail.company.com/EWS/Exchange.asmx', 'https|mail.company.com||/EWS/Exchange.asmx'],
    ['HTTPS://MAIL.Company.COM/ews/exchange.ASMX', 'https|mail.company.com||/ews/exchange.ASMX'],
    ['https://mail.company.com/owa/#path=/mail', 'https|mail.company.com||/owa/'],
    [
      'https://mail.company.com/owa/auth/logon.aspx?replaceCurrent=1&url=https%3a%2f%2fother.com%2fowa',
      'https|mail.company.com||/owa/auth/logon.aspx',
    ],
    ['mail.company.com', '|mail.company.com||/'],
    ['mail.company.com/owa', '|mail.company.com||/owa'],
    ['//mail.company.com/owa', '|mail.company.com||/owa'],
    ['mail.company.com.', '|mail.company.com||/'],
    ['mail.company.com:443/owa', '|mail.company.com||/owa'],
    ['mail.company.com:80', 'http|mail.company.com||/'],
    ['https://mail.company.com:80', 'https|mail.company.com|80|/'],
    ['https://mail.company.com:8443/exchange/jo', 'https|mail.company.com|8443|/exchange/jo'],
    ['http://mail.company.com:8080/exchange', 'http|mail.company.com|8080|/exchange'],
    ['http://206.200.104.1/exchange', 'http|206.200.104.1||/exchange'],
    ['https://[2001:db8::1]:444/owa', 'https|[2001:db8::1]|444|/owa'],
    ['2001:db8::1/owa', '|[2001:db8::1]||/owa'],
    ['https://courriel.québec.example/owa', 'https|courriel.xn--qubec-csa.example||/owa'],
    ['server', '|server||/'],
    ['\\\\server\\exchange', '|server||/exchange'],
    ['https:\\\\mail.company.com\\owa', 'https|mail.company.com||/owa'],
    ['https:/mail.company.com/owa', 'https|mail.company.com||/owa'],
    ['https//mail.company.com/owa', 'https|mail.company.com||/owa'],
    ['htps://mail.company.com', 'https|mail.company.com||/'],
    ['hhttp://mail.company.com', 'http|mail.company.com||/'],
    ['https;//mail.company.com', 'https|mail.company.com||/'],
    ['https: //mail.company.com / owa', 'https|mail.company.com||/owa'],
    ['  "https://mail.company.com/owa"  ', 'https|mail.company.com||/owa'],
    ['« mail.company.com »', '|mail.company.com||/'],
    ['<https://mail.company.com/owa>,', 'https|mail.company.com||/owa'],
    ['“https://mail.company.com/owa”', 'https|mail.company.com||/owa'],
    ['OWA: https://mail.company.com/owa', 'https|mail.company.com||/owa'],
    ['Serveur : mail.company.com', '|mail.company.com||/'],
    ['\u200Bhttps://mail.\u00ADcompany.com\uFEFF', 'https|mail.company.com||/'],
    ['ｈｔｔｐｓ：／／ｍａｉｌ．ｃｏｍｐａｎｙ．ｃｏｍ／ｏｗａ', 'https|mail.company.com||/owa'],
    ['mail。company。com', '|mail.company.com||/'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['0x7f.1/owa', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['http://①②⑦.⓪.⓪.①/exchange', '127.0.0.1'],
    ['https://0251.0376.0251.0376/', '169.254.169.254'],
    ['https://[::ffff:127.0.0.1]/owa', '[::ffff:7f00:1]'],
  ])('%s is the address that every resolver would make of it', (text, host) => {
    expect(readTypedAddress(text)).toMatchObject({ host, isLiteral: true });
  });

  it.each([
    '',
    '   ',
    '""',
    '/owa',
    'https://',
    'https:///',
    'ftp://mail.company.com',
    'file:///etc/passwd',
    'gopher://mail.company.com',
    'https://ada:secret@mail.company.com/owa',
    'ada@company.com',
    'https://ada＠mail.company.com/owa',
    'our mail server',
    'https://mail.company.com:99999/',
    'https://[not-an-address]/',
  ])('%j is none', (text) => {
    expect(readTypedAddress(text)).toBeNull();
  });
});
