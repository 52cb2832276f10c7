import { languages } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { testMessage } from './index.js';

describe.each(languages)('the test message in %s', (language) => {
  const message = testMessage(language, { emailAddress: 'ada&<b>@exemple.com' });

  it('says what it confirms, for which address, and that nothing is to be done', () => {
    expect(message.subject).toMatch(language === 'fr-CA' ? /connectée/ : /connected/);
    expect(message.text).toContain('ada&<b>@exemple.com');
    expect(message.text).toMatch(language === 'fr-CA' ? /n’avez rien à faire/ : /nothing to do/);
  });

  it('has the same words as HTML, with nothing from elsewhere and nothing injected', () => {
    expect(message.html).toContain(`<html lang="${language}">`);
    expect(message.html).toContain('ada&amp;&lt;b&gt;@exemple.com');
    expect(message.html).not.toMatch(/<(?:img|script|link|a|b)\b|https?:/);
  });

  it('has CRLF line ends only, and lines that SMTP can carry', () => {
    for (const body of [message.text, message.html]) {
      expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(body.endsWith('\r\n')).toBe(true);
      // RFC 5321 §4.5.3.1.6: 1,000 octets with the line end.
      for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(998);
    }
    expect(message.subject).not.toMatch(/[\r\n]/);
  });
});
