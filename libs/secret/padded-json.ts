/**
 * A JSON text that does not tell how long its value is: spaces fill it up to a multiple of so many octets. Spaces after a
 * JSON text are not part of it, so that no length field is needed. The caller wipes it.
 */
export function paddedJson(json: string, multiple: number): Buffer {
  const octets = Buffer.byteLength(json);
  const size = Math.ceil(octets / multiple) * multiple;
  return Buffer.from(json + ' '.repeat(size - octets));
}
