import { expect, it } from 'vitest';
import { cleanHost } from './clean-host.js';

it.each([
  ['mail.example.com', 'mail.example.com', null, []],
  [' mail.example.com\t', 'mail.example.com', null, []],
  ['mail. example .com', 'mail.example.com', null, ['spaces']],
  ['https://webmail.example.com', 'webmail.example.com', null, ['scheme']],
  ['https://webmail.example.com/owa?x#y', 'webmail.example.com', null, ['scheme', 'path']],
  ['imaps://ada@imap.example.com:993/', 'imap.example.com', '993', ['scheme', 'path', 'user', 'port']],
  ['//mail.example.com', 'mail.example.com', null, []],
  ['imap.example.com:993', 'imap.example.com', '993', ['port']],
  ['imap.example.com:', 'imap.example.com', null, []],
  ['[2001:db8::1]:993', '[2001:db8::1]', '993', ['port']],
  ['2001:db8::1', '2001:db8::1', null, []],
  ['courriel。exemple。com', 'courriel。exemple。com', null, []],
  ['ｍａｉｌ．example.com', 'mail.example.com', null, []],
  ['mail\u200b.example.com', 'mail.example.com', null, ['spaces']],
  ['', '', null, []],
])('%j becomes %j, port %j, without %j', (typed, host, port, removed) => {
  expect(cleanHost(typed)).toEqual({ host, port, removed });
});
