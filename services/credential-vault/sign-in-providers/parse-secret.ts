import type { Secret } from '@mail-access/secret';
import type { z } from 'zod';

/** What a secret JSON text holds; null when it is none, or of another form. Neither parser's message gets out: it quotes. */
export function parseSecret<S extends z.ZodType>(schema: S, secret: Secret<string>): z.output<S> | null {
  try {
    return schema.parse(JSON.parse(secret.reveal()));
  } catch {
    return null;
  }
}
