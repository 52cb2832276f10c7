import { z } from 'zod';

/** The languages of subscribers, French first. */
export const languages = ['fr-CA', 'en-CA'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;
