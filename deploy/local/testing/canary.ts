import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A word that exists nowhere else: letters and digits only, so that no quoting or escaping changes it. */
export function newCanary(): string {
  return `Kanarie${randomBytes(9).toString('hex')}`;
}

/** Many words that begin with one that exists nowhere else: whoever looks for that finds each of them. */
export function canaryFamily(): { readonly marker: string; readonly next: () => string } {
  const marker = newCanary();
  let count = 0;
  return { marker, next: () => `${marker}n${(count += 1)}` };
}

/** Every form in which the word could stand in bytes, also as a part of a longer text that was encoded. */
export function formsOf(canary: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(canary);
  const percent = [...bytes].map((byte) => `%${byte.toString(16)}`).join('');
  const forms: [string, string | Buffer][] = [
    ['plain', canary],
    ['lower case', canary.toLowerCase()],
    ['upper case', canary.toUpperCase()],
    ['reversed', Buffer.from(bytes).reverse()],
    ['hex', bytes.toString('hex')],
    ['capital hex', bytes.toString('hex').toUpperCase()],
    ['percent', percent],
    ['capital percent', percent.toUpperCase()],
    ['UTF-16', Buffer.from(canary, 'utf16le')],
    ['UTF-16, big endian', Buffer.from(canary, 'utf16le').swap16()],
  ];
  for (const offset of [0, 1, 2]) {
    forms.push([`base64 at ${offset}`, base64Within(bytes, offset, 'base64')]);
    forms.push([`base64url at ${offset}`, base64Within(bytes, offset, 'base64url')]);
  }
  return new Map(forms.map(([name, form]) => [name, Buffer.from(form as string)]));
}

/** The characters that the bytes give wherever they begin: those that share bits with a neighbour are cut off. */
function base64Within(bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const end = whole.length - (whole.length % 3);
  return whole
    .subarray(0, end)
    .toString(encoding)
    .slice(offset === 0 ? 0 : offset + 1);
}

/** The forms of the word that stand in these bytes. */
export function formsIn(bytes: Buffer, canary: string): string[] {
  return [...formsOf(canary)].filter(([, form]) => bytes.includes(form)).map(([name]) => name);
}

/** Where the word stands in the files of a folder and below it, each as `path (form)`. */
export function filesWith(directory: string, canary: string): string[] {
  return filesBelow(directory).flatMap((path) =>
    formsIn(readFileSync(path), canary).map((form) => `${path} (${form})`),
  );
}

/** The files of a folder and below it, whole. */
export function contentsOf(directory: string): Buffer[] {
  return filesBelow(directory).map((path) => readFileSync(path));
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
