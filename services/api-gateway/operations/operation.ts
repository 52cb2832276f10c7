import type { z } from 'zod';
import type { ProblemType } from '../problems/problem-types.js';

/** A call of the HTTP interface, declared once: the route, who may call it, and the OpenAPI document come from it. */
export interface Operation {
  /** `operationId` of the OpenAPI document. */
  readonly id: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** With `:name` for a parameter. */
  readonly path: `/v1/${string}`;
  readonly summary: string;
  /** `subscriber`: with a bearer token. `anyone`: without. */
  readonly access: 'subscriber' | 'anyone';
  readonly parameters?: Readonly<Record<string, z.ZodType>>;
  readonly query?: Readonly<Record<string, HeaderDeclaration>>;
  readonly headers?: Readonly<Record<string, HeaderDeclaration>>;
  readonly body?: z.ZodType;
  readonly answers: Readonly<Record<number, AnswerDeclaration>>;
  /** Problems of this call, besides those that every call of its access may meet. */
  readonly problems: readonly ProblemType[];
}

export interface HeaderDeclaration {
  readonly description: string;
  readonly schema: z.ZodType;
}

export interface AnswerDeclaration {
  readonly description: string;
  /** `application/json` when absent. */
  readonly mediaType?: string;
  readonly schema: z.ZodType;
}
