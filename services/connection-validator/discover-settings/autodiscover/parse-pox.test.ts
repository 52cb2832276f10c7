import { describe, expect, it } from 'vitest';
import { parsePox } from './parse-pox.js';

function answer(loginName: string): Buffer {
  const protocol = `<Protocol><Type>IMAP</Type><Server>mail.company.example</Server><Port>993</Port>${loginName}</Protocol>`;
  return Buffer.from(
    '<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">' +
      '<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">' +
      `<Account><AccountType>email</AccountType><Action>settings</Action>${protocol}</Account></Response></Autodiscover>`,
  );
}

describe('the user name in an Autodiscover answer', () => {
  it('is taken as it is told', () => {
    expect(parsePox(answer('<LoginName>ada.l</LoginName>'))).toMatchObject({ servers: [{ username: 'ada.l' }] });
  });

  it.each([
    ['left out', ''],
    ['longer than any user name', `<LoginName>${'a'.repeat(400)}</LoginName>`],
    ['of two lines', '<LoginName>a&#13;&#10;b</LoginName>'],
  ])('is none when it is %s', (_what, loginName) => {
    const read = parsePox(answer(loginName));
    expect(read).toMatchObject({ kind: 'settings', servers: [{ host: 'mail.company.example' }] });
    expect(read.kind === 'settings' && read.servers[0]).not.toHaveProperty('username');
  });
});
