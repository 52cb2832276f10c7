import { languages } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { describeNotice } from './index.js';

describe.each(languages)('a notice in %s', (language) => {
  it('of cleartext names the server and the ports that protect it', () => {
    const { message, remedy } = describeNotice('cleartext', language, {
      step: 'outgoing-secure',
      host: 'smtp.exemple.com',
      security: 'none',
    });
    expect(message).toContain('smtp.exemple.com');
    expect(remedy).toMatch(/465.*587/);
  });

  it('is whole sentences, set as the language wants', () => {
    for (const notice of ['cleartext', 'found-in-junk'] as const) {
      for (const text of Object.values(describeNotice(notice, language, { step: 'incoming-secure' }))) {
        expect(text).toMatch(/^\p{Lu}.+[^.\s]\.$/u);
        expect(text).not.toMatch(/undefined|\s\s|'|"| [:»]|« /);
      }
    }
  });
});
