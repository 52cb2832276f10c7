import type { UnknownSettings } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import type { DiscoverySoFar } from './discovery-so-far.js';
import { renderChanges, renderValidation } from './render-validation.js';
import type { ValidationChangeRow } from './validation-change.entity.js';
import type { ValidationRow } from './validation.entity.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds));
const settings: UnknownSettings = { method: 'unknown', emailAddress: 'ada@company.example' };

function run(partial: Partial<ValidationRow> = {}): ValidationRow {
  return {
    ...{ validationId: 'v', connectionId: 'c', tenantId: 't', subscriberId: 's', language: 'fr-CA', owner: 'o' },
    ...{ state: 'running', settings, found: null, startedAt: at(0), finishedAt: null, revision: 3 },
    ...{ leaseUntil: at(9), cancelRequested: false },
    ...partial,
  };
}

function change(partial: Partial<ValidationChangeRow>): ValidationChangeRow {
  return {
    ...{ validationId: 'v', revision: 1, stepId: 'find-settings', state: 'running', elapsedMs: 0, happenedAt: at(0) },
    ...{ diagnosis: null, notice: null, serverText: null, retryable: null, retryAt: null, discovery: null },
    ...partial,
  };
}

const discovery: DiscoverySoFar = {
  findings: [
    { source: 'mx', outcome: 'not-found', elapsedMs: 40 },
    { source: 'srv', outcome: 'found', elapsedMs: 90 },
  ],
};

describe('a step that looks for settings', () => {
  it('is told with a sentence a source, in the language that is asked for', () => {
    const textsIn = (language: 'fr-CA' | 'en-CA'): string[] => {
      const [step] = renderValidation(run(), [change({ discovery })], language, at(1)).steps;
      return step?.discovery?.findings.map(({ text }) => text) ?? [];
    };
    const all = [...textsIn('fr-CA'), ...textsIn('en-CA')];
    expect(new Set(all).size).toBe(4);
    for (const text of all) expect(text).toMatch(/^\p{Lu}.*company\.example.*\.$/u);
  });

  it('is told with each change that it went through', () => {
    const first = change({ discovery: { findings: discovery.findings.slice(0, 1) }, revision: 2 });
    const changes = renderChanges(run(), [change({}), first, change({ discovery, revision: 3 })], 'en-CA', 0);
    const counts = changes.map((one) => (one.type === 'step' ? (one.step.discovery?.findings.length ?? null) : -1));
    expect(counts).toEqual([null, 1, 2]);
  });

  it('has lasted since it began, not since it found something', () => {
    const changes = [change({}), change({ discovery, elapsedMs: 2_000, happenedAt: at(2), revision: 2 })];
    expect(renderValidation(run(), changes, 'en-CA', at(5)).steps[0]?.elapsedMs).toBe(5_000);
  });

  it('asks to confirm hosts by their names, and says what would be used', () => {
    const servers = {
      incoming: { protocol: 'imap', host: 'mail.host.example', port: 993, security: 'tls', username: 'ada' },
      outgoing: { host: 'mail.host.example', port: 465, security: 'tls', username: 'ada' },
    } as const;
    const failed = change({
      ...{ state: 'failed', diagnosis: 'settings-not-found', retryable: false, revision: 2 },
      discovery: { ...discovery, servers, confirmHosts: ['mail.host.example'] },
    });
    const [step] = renderValidation(run({ state: 'failed', finishedAt: at(3) }), [failed], 'en-CA', at(4)).steps;
    expect(step).toMatchObject({ discovery: { servers, confirmHosts: ['mail.host.example'] } });
    expect(step?.message).toContain('mail.host.example');
  });

  it('says in how many minutes it can be tried again', () => {
    const failed = change({
      state: 'failed',
      diagnosis: 'rate-limited',
      retryable: true,
      retryAt: new Date(Date.now() + 599_000),
    });
    const [step] = renderValidation(run({ state: 'failed' }), [failed], 'en-CA', at(4)).steps;
    expect(step?.remedy).toContain('10 minutes');
  });
});
