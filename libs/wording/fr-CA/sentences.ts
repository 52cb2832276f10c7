import type { Diagnosis } from '@mail-access/contracts';
import type { Sentences } from '../scene.js';
import { encryptionSentences } from './encryption-sentences.js';
import { reachSentences } from './reach-sentences.js';
import { serviceSentences } from './service-sentences.js';
import { signInSentences } from './sign-in-sentences.js';
import { useSentences } from './use-sentences.js';

export const sentences: Record<Diagnosis, Sentences> = {
  ...reachSentences,
  ...encryptionSentences,
  ...signInSentences,
  ...useSentences,
  ...serviceSentences,
};
