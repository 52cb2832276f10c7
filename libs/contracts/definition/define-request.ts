import type { z } from 'zod';
import type { Party, ServiceName } from './party.js';

/** A refusal that a request may answer with: whether the same call can succeed later, and the shape of its details. */
export interface ErrorDeclaration {
  readonly retryable: boolean;
  readonly details: z.ZodType;
}

export type ErrorDeclarations = Readonly<Record<string, ErrorDeclaration>>;

interface RequestDeclaration<S extends string, I extends z.ZodType, O extends z.ZodType, E extends ErrorDeclarations> {
  /** `<service>.v1.<verb-noun>` */
  readonly subject: S;
  /** One sentence for the AsyncAPI document. */
  readonly summary: string;
  /** Who may publish the request; NATS permissions are derived from it. */
  readonly callers: readonly Party[];
  /** How long the caller waits, in milliseconds. The callee sees the same deadline. */
  readonly deadlineMs: number;
  /** True when the request changes something: an `idempotency-key` header then makes it safe to repeat. */
  readonly changes: boolean;
  /** Fields of the input that may differ in a repetition under one idempotency key. Sealed secrets always may. */
  readonly notCompared?: readonly Extract<keyof z.input<I>, string>[];
  readonly input: I;
  readonly output: O;
  readonly errors: E;
}

/** A request-reply message of the bus, declared once: types, validation, AsyncAPI and permissions come from it. */
export interface RequestContract<
  S extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends ErrorDeclarations = ErrorDeclarations,
> extends RequestDeclaration<S, I, O, E> {
  readonly kind: 'request';
  /** The service that answers, taken from the subject. */
  readonly service: ServiceName;
  /** `verb-noun`, taken from the subject. */
  readonly name: string;
}

export type InputOf<C extends RequestContract> = z.input<C['input']>;
export type ParsedInputOf<C extends RequestContract> = z.output<C['input']>;
export type OutputOf<C extends RequestContract> = z.output<C['output']>;
export type ErrorCodeOf<C extends RequestContract> = Extract<keyof C['errors'], string>;
export type ErrorDetailsOf<C extends RequestContract, K extends ErrorCodeOf<C>> = z.output<C['errors'][K]['details']>;

/** Declares a request. The subject must read `<service>.v1.<verb-noun>`. */
export function defineRequest<
  const S extends `${ServiceName}.v1.${string}`,
  I extends z.ZodType,
  O extends z.ZodType,
  const E extends ErrorDeclarations,
>(declaration: RequestDeclaration<S, I, O, E>): RequestContract<S, I, O, E> {
  const [service, , name] = declaration.subject.split('.') as [ServiceName, 'v1', string];
  return { kind: 'request', service, name, ...declaration };
}
