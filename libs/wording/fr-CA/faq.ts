import type { FaqEntry } from '../help/help-topics.js';
import { faqAboutPrivacy } from './faq-about-privacy.js';
import { faqAboutSettings } from './faq-about-settings.js';
import { faqAboutTheTest } from './faq-about-the-test.js';

/** What subscribers ask, in the order in which they meet it. */
export const faq: readonly FaqEntry[] = [...faqAboutSettings, ...faqAboutTheTest, ...faqAboutPrivacy];
