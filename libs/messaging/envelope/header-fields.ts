import { type MsgHdrs, MsgHdrsImpl } from '@nats-io/transport-node';

/** Header names in lower case, one value each. */
export type HeaderFields = Partial<Record<string, string>>;

/**
 * Headers for the wire. Values must not hold a line break: that would start a header of the sender's choosing.
 * The client library's own `set` scans all names at each call, which costs more than the rest of the envelope.
 */
export function toHeaders(fields: HeaderFields): MsgHdrs {
  const record: Record<string, string[]> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) record[name] = [singleLine(name, value)];
  }
  return MsgHdrsImpl.fromRecord(record);
}

class WrittenHeaders extends MsgHdrsImpl {
  constructor(private readonly text: string) {
    super();
  }

  override toString(): string {
    return this.text;
  }
}

/** As `toHeaders`, for the sender only: written at once and never read or changed, at a third of the cost. */
export function writtenHeaders(fields: HeaderFields): MsgHdrs {
  let text = 'NATS/1.0';
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) text += `\r\n${name}: ${singleLine(name, value)}`;
  }
  return new WrittenHeaders(`${text}\r\n\r\n`);
}

function singleLine(name: string, value: string): string {
  if (value.includes('\n') || value.includes('\r')) throw new Error(`header ${name} must not hold a line break`);
  return value;
}

/** Reads headers from anybody: other clients may capitalise names. Of a repeated header the first value counts. */
export function fromHeaders(headers: MsgHdrs | undefined): HeaderFields {
  const fields: HeaderFields = {};
  if (headers === undefined) return fields;
  for (const [name, values] of headers) fields[name.toLowerCase()] ??= values[0];
  return fields;
}
