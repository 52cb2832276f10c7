import { DiscoveryOutcome, FindingSource, languages } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { describeFinding } from './describe-finding.js';

describe.each(languages)('describeFinding in %s', (language) => {
  it('says a whole sentence of each source and outcome, and names what was asked', () => {
    for (const source of FindingSource.options) {
      for (const outcome of DiscoveryOutcome.options) {
        const context = { emailDomain: 'example.com', typed: 'https://mail.example.com/owa' };
        const text = describeFinding({ source, outcome }, language, context);
        expect(text).toMatch(/^\p{Lu}.*\.$/u);
        expect(text).toContain('example.com');
      }
    }
  });
});
