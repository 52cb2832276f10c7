import { describe, expect, it } from 'vitest';
import { EmailAddress, Password, Username } from './connection-settings.js';

const accepts = (schema: { safeParse(text: string): { success: boolean } }, text: string) =>
  schema.safeParse(text).success;

describe('user names and passwords', () => {
  it.each(['ada lovelace', 'DOMAIN\\ada', 'pä ss"w\\ord', '密码 🔑', '\ttab'])('may be %j', (text) => {
    expect([accepts(Username, text), accepts(Password, text)]).toEqual([true, true]);
  });

  it.each(['', 'a\nb', 'a\rb', 'a\0b', 'half a pair \ud83d', '\udd11 the other half'])('may not be %j', (text) => {
    expect([accepts(Username, text), accepts(Password, text)]).toEqual([false, false]);
  });
});

describe('an e-mail address', () => {
  it.each(["o'hara+mail@example.com", 'zoé@courriel.québec', '用户@例子.公司'])('may be %s', (text) => {
    expect(accepts(EmailAddress, text)).toBe(true);
  });

  it.each(['ada', 'a\0@b.ca', '\ud800@b.ca', 'ada@b.ca,eve@c.ca', 'ada,eve@c.ca', 'Ada<ada@b.ca>', 'a b@c.ca'])(
    'may not be %j',
    (text) => {
      expect(accepts(EmailAddress, text)).toBe(false);
    },
  );

  it('is wrong once, whatever is wrong with it', () => {
    expect(EmailAddress.safeParse('<ada>').error?.issues).toHaveLength(1);
  });
});
