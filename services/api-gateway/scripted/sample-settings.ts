import type { Connection, ManualSettings, Validation, ValidationStep } from '@mail-access/contracts';

export const sampleSettings: ManualSettings = {
  method: 'manual',
  emailAddress: 'ada@example.com',
  username: 'ada',
  incoming: { protocol: 'imap', host: 'imap.example.com', port: 993, security: 'tls' },
  outgoing: { host: 'smtp.example.com', port: 465, security: 'tls', authentication: 'same' },
};

export const sampleIds = {
  connectionId: '7d8f1a34-0c6e-4b3f-8d0a-6d9f5e6b7a01',
  validationId: '0a0e6f6e-7a2b-4d5c-9d5f-0f2c5f2f7a11',
} as const;

export function sampleStep(id: ValidationStep['id'], state: ValidationStep['state'] = 'passed'): ValidationStep {
  return { id, title: `title of ${id}`, state, elapsedMs: 12 };
}

export function sampleValidation(changes: Partial<Validation> = {}): Validation {
  return { ...sampleIds, state: 'running', startedAt: '2026-11-22T15:00:00.000Z', revision: 0, steps: [], ...changes };
}

export const sampleConnection: Connection = {
  connectionId: sampleIds.connectionId,
  state: 'established',
  settings: sampleSettings,
  savedAt: '2026-11-22T15:00:00.000Z',
};
