import type { Diagnosis, ValidationStep } from '@mail-access/contracts';
import type { Draft, FieldName } from './draft.js';

type Part = 'Host' | 'Port' | 'Security' | 'password';

const parts: Partial<Record<Diagnosis, Part>> = {
  'address-not-found': 'Host',
  'blocked-address': 'Host',
  'connection-refused': 'Port',
  'connection-timed-out': 'Port',
  'not-a-mail-server': 'Port',
  'wrong-security-mode': 'Security',
  'encryption-unavailable': 'Security',
  'tls-too-old': 'Host',
  'certificate-untrusted': 'Host',
  'certificate-name-mismatch': 'Host',
  'certificate-expired': 'Host',
  'credentials-rejected': 'password',
  'app-password-required': 'password',
};

/** The field in which the subscriber most likely corrects a failed step, or null when no field stands out. */
export function fieldToCorrect(
  step: Pick<ValidationStep, 'id' | 'diagnosis'> | undefined,
  { method, outgoingAuthentication }: Pick<Draft, 'method' | 'outgoingAuthentication'>,
): FieldName | null {
  if (step?.diagnosis === undefined) return null;
  if (step.diagnosis === 'sender-refused' || step.diagnosis === 'recipient-refused') return 'emailAddress';
  if (method === 'hosted') return hostedFieldToCorrect(step.diagnosis);
  if (method === 'unknown') return unknownFieldToCorrect(step.diagnosis);
  if (method === 'exchange') return isOfAnotherWay(step.diagnosis) ? 'method' : 'exchangeUrl';
  const part = parts[step.diagnosis];
  if (part === undefined) return null;
  const outgoing = step.id.startsWith('outgoing-') || step.id === 'send-test-message';
  if (part === 'password') return outgoing && outgoingAuthentication === 'different' ? 'outgoingPassword' : 'password';
  return outgoing ? `outgoing${part}` : `incoming${part}`;
}

const ofAnotherWay: readonly Diagnosis[] = ['provider-unsupported', 'oauth-required', 'service-retired'];

function isOfAnotherWay(diagnosis: Diagnosis): boolean {
  return ofAnotherWay.includes(diagnosis);
}

/** The servers of a provider are not the subscriber's to correct: only the provider, the address and the password are. */
function hostedFieldToCorrect(diagnosis: Diagnosis): FieldName | null {
  if (parts[diagnosis] === 'password') return 'password';
  return isOfAnotherWay(diagnosis) || diagnosis === 'settings-not-found' ? 'providerId' : null;
}

/** Found servers are nobody's to correct: only what they were found by. */
function unknownFieldToCorrect(diagnosis: Diagnosis): FieldName | null {
  if (parts[diagnosis] === 'password') return 'password';
  if (diagnosis === 'settings-not-found') return 'emailAddress';
  return isOfAnotherWay(diagnosis) ? 'method' : null;
}
