import type { Language, Refusal, Violation } from '@mail-access/contracts';
import { fieldSentence, passwordNeeded, refusedField } from './field-wording.js';
import { Problem } from './problem.js';
import type { ProblemDetails } from './problem.js';
import type { ProblemType } from './problem-types.js';

/** Sealed on the bus, readable in the body: the fields that have two names. */
const bodyPointers: Readonly<Record<string, string>> = {
  '/sealedPassword': '/password',
  '/sealedOutgoingPassword': '/outgoingPassword',
};

const retryAfterSeconds = 2;

type Details = Readonly<Record<string, unknown>>;
type Mapping = readonly [type: ProblemType, details?: (details: Details, language: Language) => ProblemDetails];

function violations(details: Details, language: Language): ProblemDetails {
  return {
    errors: ((details.violations ?? []) as readonly Violation[]).map(({ pointer: busPointer }) => {
      const pointer = bodyPointers[busPointer] ?? busPointer;
      return { pointer, detail: fieldSentence(pointer, language, true) ?? refusedField[language] };
    }),
  };
}

function missingPassword(details: Details, language: Language): ProblemDetails {
  const pointer = bodyPointers[String(details.pointer)] ?? '/password';
  return { errors: [{ pointer, detail: passwordNeeded[language] }] };
}

function runningValidation(details: Details): ProblemDetails {
  return { validationId: String(details.validationId) };
}

const later = (): ProblemDetails => ({ retryAfterSeconds });

/** What each refusal of the bus is over HTTP. A code that is not here is a defect of ours: `internal`. */
const mappings: Readonly<Record<string, Mapping>> = {
  'invalid-request': ['invalid-request', violations],
  'password-required': ['password-required', missingPassword],
  'connection-unknown': ['connection-not-found'],
  'validation-unknown': ['validation-not-found'],
  'validation-running': ['validation-running', runningValidation],
  'authorization-refused': ['authorization-refused'],
  'authorization-unknown': ['authorization-not-found'],
  'provider-not-configured': ['provider-not-offered'],
  'vault-unavailable': ['service-unavailable', later],
  'no-responders': ['service-unavailable', later],
  overloaded: ['service-unavailable', later],
  unavailable: ['service-unavailable', later],
  'request-in-progress': ['request-in-progress', later],
  'idempotency-key-reused': ['idempotency-key-reused'],
  'deadline-exceeded': ['deadline-exceeded'],
};

/** The problem that a refusal of the bus is for an HTTP client. */
export function refusalToProblem(refusal: Refusal, language: Language): Problem {
  const [type, details] = mappings[refusal.code] ?? (['internal'] satisfies Mapping);
  return new Problem(type, details?.(refusal.details as Details, language) ?? {}, { cause: refusal });
}
