import { Secret } from '@mail-access/secret';
import { expect, it } from 'vitest';
import { createLogger } from './logger.js';
import { runInContext } from './message-context.js';

function capture(level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) };
  return { lines, logger: createLogger({ service: 'tested', level, destination }) };
}

it('writes an event with its fields as one JSON line', () => {
  const { lines, logger } = capture();
  logger.info('run-finished', { state: 'passed', elapsedMs: 12 });
  expect(lines).toMatchObject([
    { level: 'info', service: 'tested', event: 'run-finished', state: 'passed', elapsedMs: 12 },
  ]);
  expect(Date.parse(String(lines[0]?.time))).toBeGreaterThan(0);
});

it('takes correlation, tenant and subscriber from the running context', async () => {
  const { lines, logger } = capture();
  await runInContext({ tenantId: 't1', subscriberId: 's1', correlationId: 'c1' }, async () => {
    await Promise.resolve();
    logger.warn('slow');
  });
  logger.warn('outside');
  expect(lines[0]).toMatchObject({ correlation_id: 'c1', tenant_id: 't1', subscriber_id: 's1' });
  expect(lines[1]).not.toHaveProperty('correlation_id');
});

it('adds the fields of a child to each line', () => {
  const { lines, logger } = capture();
  logger.child({ component: 'outbox' }).error('stuck');
  expect(lines).toMatchObject([{ level: 'error', component: 'outbox', event: 'stuck' }]);
});

it('writes nothing below its level', () => {
  const { lines, logger } = capture('warn');
  logger.debug('a');
  logger.info('b');
  expect(lines).toEqual([]);
});

it('keeps a field that has the name of one of its own', () => {
  const { lines, logger } = capture();
  logger.info('handled', { event: 'connection-erased', level: 3 });
  expect(lines).toMatchObject([{ event: 'handled', level: 'info', field_event: 'connection-erased', field_level: 3 }]);
});

it('prints a secret as redacted, however deep it is', () => {
  const { lines, logger } = capture();
  logger.info('stored', { password: Secret.of('hunter2'), settings: { incoming: [Secret.of('hunter2')] } });
  expect(lines[0]).toMatchObject({ password: '[redacted]', settings: { incoming: ['[redacted]'] } });
});

it('describes an error wherever it stands, without a foreign message', () => {
  const { lines, logger } = capture();
  const foreign = new SyntaxError('unexpected hunter2');
  logger.error('failed', { err: foreign, results: [{ reason: Object.assign(foreign, { detail: 'hunter2' }) }] });
  expect(lines[0]).toMatchObject({ err: { name: 'SyntaxError' }, results: [{ reason: { name: 'SyntaxError' } }] });
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

it('writes how many bytes there are, not the bytes, and cuts a text without end', () => {
  const { lines, logger } = capture();
  logger.info('received', { body: Buffer.from('hunter2'), text: 'a'.repeat(10_000), at: new Date(0), count: 7n });
  expect(lines[0]).toMatchObject({ body: '[7 bytes]', at: '1970-01-01T00:00:00.000Z', count: '7' });
  expect(String(lines[0]?.text)).toHaveLength(4_097);
});

it('comes to an end with a circle', () => {
  const { lines, logger } = capture();
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  logger.info('turning', { circle });
  expect(lines).toHaveLength(1);
});
