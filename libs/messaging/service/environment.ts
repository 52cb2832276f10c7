import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The text of a setting that may stand in a file: `file:/path` reads it, anything else is the value itself. */
export const textOrFile = z.string().transform((value, context) => {
  if (!value.startsWith('file:')) return value;
  try {
    return readFileSync(value.slice('file:'.length), 'utf8').trim();
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'error'}`,
    });
    return z.NEVER;
  }
});

/** A setting that is a list: items stand between commas or spaces. */
export const listOfText = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter((item) => item !== ''));

/** A setting that a parser of ours understands; what the parser throws becomes the problem that is reported. */
export function parsedBy<T>(parse: (text: string) => T) {
  return (text: string, context: z.RefinementCtx): T => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  };
}

function parseCredentials(text: string): { user: string; password: string } {
  const colon = text.indexOf(':');
  if (colon < 1) throw new Error('expected user:password');
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Settings of everybody who is on the bus. */
export const busEnvironment = {
  NATS_URL: z.string().min(1),
  /** `user:password`, or `file:/path` of a file that holds it. */
  NATS_CREDENTIALS: textOrFile.transform(parsedBy(parseCredentials)),
  /** Base address of an OTLP/HTTP collector, as `http://collector:4318`. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
} as const;

/** Settings of every service that answers on the bus and keeps data. */
export const serviceEnvironment = {
  ...busEnvironment,
  DATABASE_URL: z.string().min(1),
  /** Of `/healthz`, `/readyz` and `/metrics`; 0 takes a free one. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HEALTH_HOST: z.string().optional(),
} as const;

/** Reads settings from an environment. @throws one Error that names every problem, and quotes no value */
export function readEnvironment<S extends z.ZodType>(
  schema: S,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<S> {
  // An empty variable means "not set": that is how shells and manifests leave one out.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the settings cannot be used:\n  ${problems.join('\n  ')}`);
}
