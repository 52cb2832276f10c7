import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MsgHdrsImpl } from '@nats-io/transport-node';
import { TraceFlags, trace } from '@opentelemetry/api';
import { fromHeaders, toHeaders, writtenHeaders } from './header-fields.js';
import { parseHeaderBlock } from './message-headers.js';
import { readTolerantly } from './read-tolerantly.js';
import { contextOf, traceParentOf } from './trace-parent.js';
import { violationsOf } from './violations.js';

describe('violations', () => {
  const Settings = z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('manual'), incoming: z.strictObject({ port: z.int().max(65_535) }) }),
    z.strictObject({ method: z.literal('unknown') }),
  ]);
  const pointers = (schema: z.ZodType, value: unknown) =>
    violationsOf(schema.safeParse(value).error ?? new z.ZodError([])).map(({ pointer }) => pointer);

  it('point at each field, deep inside too', () => {
    expect(pointers(Settings, { method: 'manual', incoming: { port: 70_000, host: 'x' } })).toEqual([
      '/incoming/port',
      '/incoming/host',
    ]);
  });

  it('point at the field that fits no branch of a union', () => {
    expect(pointers(Settings, { method: 'telepathy' })).toEqual(['/method']);
    const Either = z.union([
      z.strictObject({ a: z.strictObject({ b: z.number() }) }),
      z.strictObject({ c: z.string() }),
    ]);
    expect(pointers(Either, { a: { b: 'text' } })).toEqual(['/a/b']);
  });

  it('never quote the value', () => {
    const error = z.strictObject({ port: z.int() }).safeParse({ port: 'hunter2' }).error;
    expect(JSON.stringify(violationsOf(error ?? new z.ZodError([])))).not.toContain('hunter2');
  });
});

describe('reading what another process sent', () => {
  const Output = z.strictObject({ id: z.string(), items: z.array(z.strictObject({ n: z.number() })) });

  it('leaves out fields that a newer sender added, at any depth', () => {
    const read = readTolerantly(Output, { id: 'x', added: 1, items: [{ n: 1, more: true }] });
    expect(read).toEqual({ success: true, data: { id: 'x', items: [{ n: 1 }] } });
  });

  it('still refuses what is wrong', () => {
    expect(readTolerantly(Output, { id: 1, added: 1, items: [] }).success).toBe(false);
  });
});

describe('headers', () => {
  it('are read whatever their capitals, the first value of each', () => {
    const headers = toHeaders({ 'Tenant-Id': 'acme', absent: undefined });
    headers.append('Tenant-Id', 'other');
    expect(fromHeaders(headers)).toEqual({ 'tenant-id': 'acme' });
  });

  it('cannot smuggle a header in a value', () => {
    for (const make of [toHeaders, writtenHeaders]) {
      expect(() => make({ 'tenant-id': 'acme\r\nrefusal-code: internal' })).toThrow('line break');
    }
  });

  it('are parsed as the client library parses them', () => {
    for (const block of [
      'NATS/1.0\r\nTenant-Id: acme\r\ntenant-id:other\r\nempty:\r\ntrace: a:b\r\n\r\n',
      'NATS/1.0 503\r\n\r\n',
      'NATS/1.0\r\nno colon\r\nx: 1\r\n\r\n',
      'NATS/1.0\r\n',
      '',
    ]) {
      const decoded = fromHeaders(MsgHdrsImpl.decode(new TextEncoder().encode(block)));
      expect(parseHeaderBlock(block), block).toEqual(decoded);
    }
  });

  it('are the same on the wire however they were made', () => {
    const fields = { 'tenant-id': 'acme', absent: undefined, 'deadline-ms': '200' };
    expect(String(writtenHeaders(fields))).toBe(String(toHeaders(fields)));
  });
});

describe('trace context', () => {
  const span = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: TraceFlags.SAMPLED,
  };

  it('survives the wire', () => {
    const header = traceParentOf(span);
    expect(header).toBe('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
    expect(trace.getSpanContext(contextOf(header))).toMatchObject({ ...span, isRemote: true });
  });

  it('is there although nothing records, and a broken one starts anew', () => {
    expect(traceParentOf(undefined)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(trace.getSpanContext(contextOf('00-nonsense'))).toBeUndefined();
  });
});
