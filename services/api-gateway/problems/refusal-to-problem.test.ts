import { Refusal, requests, saveConnection, universalErrors } from '@mail-access/contracts';
import type { RequestContract } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { refusalToProblem } from './refusal-to-problem.js';

const validationId = '0a0e6f6e-7a2b-4d5c-9d5f-0f2c5f2f7a11';

function problemOf(code: string, details: object = {}, contract: RequestContract = saveConnection) {
  return refusalToProblem(new Refusal(contract, code, details), 'en-CA');
}

describe('a refusal of the bus over HTTP', () => {
  it.each([
    ['no-responders', 503, '2'],
    ['overloaded', 503, '2'],
    ['unavailable', 503, '2'],
    ['vault-unavailable', 503, '2'],
    ['request-in-progress', 409, '2'],
    ['idempotency-key-reused', 422, undefined],
    ['deadline-exceeded', 504, undefined],
    ['internal', 500, undefined],
    ['seal-broken', 500, undefined],
  ])('%s is %i', (code, status, retryAfter) => {
    const problem = problemOf(code);
    expect(problem.status).toBe(status);
    expect(problem.headers()['retry-after']).toBe(retryAfter);
  });

  it('points at the password field of the body, not at the sealed one of the bus', () => {
    const problem = problemOf('password-required', { pointer: '/sealedOutgoingPassword' });
    expect(problem.document('en-CA', 'id')).toMatchObject({
      type: '/problems/password-required',
      status: 400,
      errors: [
        { pointer: '/outgoingPassword', detail: 'Enter the password: none is stored for this server and user name.' },
      ],
    });
  });

  it('names the validation that is running', () => {
    expect(problemOf('validation-running', { validationId }).document('fr-CA', 'id')).toMatchObject({
      type: '/problems/validation-running',
      status: 409,
      validationId,
    });
  });

  it('keeps the pointers of a payload that a service found wrong, and says nothing of what it wrote', () => {
    const violations = [
      { pointer: '/settings/incoming/port', message: 'got 12 "secret"' },
      { pointer: '/settings/elsewhere', message: 'secret' },
    ];
    expect(problemOf('invalid-request', { violations }).details.errors).toEqual([
      { pointer: '/settings/incoming/port', detail: 'The port is a whole number from 1 to 65535.' },
      { pointer: '/settings/elsewhere', detail: 'This value is refused.' },
    ]);
  });

  it('is known for every code that a service may answer us with', () => {
    const ours = requests.filter((contract) => contract.callers.includes('api-gateway'));
    const defects = ours.flatMap((contract) =>
      [...Object.keys(contract.errors), ...Object.keys(universalErrors)].filter(
        (code) => problemOf(code, { pointer: '/sealedPassword', validationId }, contract).code === 'internal',
      ),
    );
    expect([...new Set(defects)].toSorted()).toEqual(['internal', 'seal-broken']);
  });
});
