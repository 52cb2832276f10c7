import { describe, expect, it } from 'vitest';
import { cutCredential, noCredential, serverReply } from './index.js';

const bytes = (text: string) => Buffer.from(text);
const textOf = (line: Uint8Array, forms = noCredential) => serverReply({ lines: [line] }, forms).text;

describe('a server reply', () => {
  it('joins its lines, and loses control and format characters', () => {
    const lines = [bytes('Too  many\tbad\u0007 '), bytes('\u202eattempts\r'), bytes('today')];
    expect(serverReply({ lines, code: '535 5.7.8' }, noCredential)).toEqual({
      text: 'Too many bad attempts today',
      code: '535 5.7.8',
    });
  });

  it('is 500 characters at most, and never half a character', () => {
    const text = textOf(bytes('😀'.repeat(400)));
    expect(text).toHaveLength(499);
    expect(text.endsWith('😀…')).toBe(true);
    expect(text.isWellFormed()).toBe(true);
  });

  it('reads UTF-8, else GBK when every high byte has its pair, else Latin-1', () => {
    expect(textOf(bytes('Échec : mot de passe erroné'))).toBe('Échec : mot de passe erroné');
    // "登录失败" as QQ sends it.
    expect(textOf(Buffer.from('b5c7c2bccaa7b0dc', 'hex'))).toBe('登录失败');
    expect(textOf(Buffer.from('Échec : mot de passe erroné', 'latin1'))).toBe('Échec : mot de passe erroné');
  });

  it('keeps alerts apart, and none that are empty', () => {
    expect(serverReply({ lines: [bytes('no')], alerts: [bytes('full'), bytes(' ')] }, noCredential).alerts).toEqual([
      'full',
    ]);
  });
});

describe('a reply that repeats the credential', () => {
  const password = 'pä ss"w\\ord-2026';
  const forms = cutCredential('ada@example.com', password);
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it.each([
    ['as it is', password],
    ['quoted', 'pä ss\\"w\\\\ord-2026'],
    ['in capitals', password.toUpperCase()],
    ['in base64', base64(password)],
    ['as SASL PLAIN', base64(`\0ada@example.com\0${password}`)],
    ['in a URL', encodeURIComponent(password)],
    ['misread as Latin-1', Buffer.from(password).toString('latin1')],
  ])('loses it %s', (_form, said) => {
    expect(textOf(bytes(`bad command: LOGIN ada@example.com ${said} !`), forms)).toBe(
      'bad command: LOGIN ada@example.com […] !',
    );
  });

  it('loses it to the last letter, although another form of it begins alike', () => {
    const accented = cutCredential('ada', 'canary-2026-éà');
    expect(textOf(bytes('bad canary-2026-éà !'), accented)).toBe('bad […] !');
  });

  it('loses a beginning of it, cut by the server or by our own limit', () => {
    const sasl = base64(`\0ada@example.com\0${password}`);
    expect(textOf(bytes(`unknown: ${sasl.slice(0, 20)}...`), forms)).toBe('unknown: […]...');
    expect(textOf(bytes(`${'x'.repeat(490)} ${password}`), forms)).not.toContain('pä');
  });

  it('loses a short one only where it stands alone', () => {
    const text = textOf(bytes('LOGIN ada pin: invalid pin, pinned'), cutCredential('ada', 'pin'));
    expect(text).toBe('LOGIN ada […]: invalid […], pinned');
  });

  it('keeps common words that a password begins with', () => {
    expect(textOf(bytes('Username and Password not accepted'), cutCredential('ada', 'password123'))).toBe(
      'Username and Password not accepted',
    );
  });
});
