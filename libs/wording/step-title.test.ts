import { exchangeSteps, languages, passwordMailboxSteps } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { stepTitle } from './index.js';

describe.each(languages)('step titles in %s', (language) => {
  it('are short, all different, without period', () => {
    const titles = [...passwordMailboxSteps, ...exchangeSteps].map((step) =>
      stepTitle(step, language, { incomingProtocol: 'imap' }),
    );
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^\p{Lu}[^.'"]{6,55}$/u);
  });

  it('tell settings that were typed from those that have to be found', () => {
    const titles = (['manual', 'unknown', 'hosted'] as const).map((method) =>
      stepTitle('find-settings', language, { method }),
    );
    expect(new Set(titles).size).toBe(2);
    expect(titles[1]).toBe(titles[2]);
  });

  it('name the protocol once it is known', () => {
    expect(stepTitle('incoming-resolve', language, { incomingProtocol: 'pop3' })).toContain('POP3');
    expect(stepTitle('incoming-resolve', language)).not.toMatch(/IMAP|POP3|undefined/);
  });
});
