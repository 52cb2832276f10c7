import { describe, expect, it } from 'vitest';
import { readHost } from './read-host.js';

/** Every usual way to spell the octets of an IPv4 address otherwise. */
function spellings(a: number, b: number, c: number, d: number): string[] {
  const octets = [a, b, c, d];
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (n: number): string => `0x${n.toString(16)}`;
  const octal = (n: number): string => `0${n.toString(8)}`;
  const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0));
  const circled = (text: string): string =>
    text.replace(/\d/g, (n) => (n === '0' ? '⓪' : String.fromCodePoint(0x245f + Number(n))));
  const dotted = octets.join('.');
  const numeric = [
    dotted,
    String(whole),
    hex(whole),
    hex(whole).toUpperCase().replace('0X', '0X'),
    octal(whole),
    octets.map(hex).join('.'),
    octets.map((n) => `0x${n.toString(16).padStart(2, '0').toUpperCase()}`).join('.'),
    octets.map(octal).join('.'),
    octets.map((n) => `000${n.toString(8)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${hex(a)}.${octal(b)}.${c * 256 + d}`,
    `${hex(a)}.${b}.${octal(c)}.${d}`,
  ];
  return [
    ...numeric,
    ...numeric.map((text) => `${text}.`),
    ...numeric.map(wide),
    wide(dotted).replaceAll('．', '。'),
    dotted.replaceAll('.', '。'),
    dotted.replaceAll('.', '｡'),
    circled(dotted),
    `${dotted}..`,
    `${dotted}...`,
    ` ${dotted} `,
    `\t${dotted}\n`,
    dotted.replace('.', '\u200b.'),
    `\u00ad${dotted}`,
    `[${dotted}]`,
    [...dotted].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(''),
    `${dotted}%2e`,
  ];
}

const addresses = [
  [127, 0, 0, 1],
  [10, 1, 2, 3],
  [169, 254, 169, 254],
  [192, 168, 0, 1],
  [172, 16, 5, 4],
  [100, 64, 0, 1],
  [0, 0, 0, 0],
  [255, 255, 255, 255],
  [93, 184, 215, 14],
] as const;

const rows = addresses.flatMap(([a, b, c, d]) =>
  spellings(a, b, c, d).map((text): [string, string] => [text, `${a}.${b}.${c}.${d}`]),
);

describe('an IPv4 address in any spelling', () => {
  it(`is the address that it hides, in ${rows.length} spellings`, () => {
    const missed = rows.filter(([text, address]) => {
      const host = readHost(text);
      return host.kind !== 'address' || host.address !== address;
    });
    expect(missed).toEqual([]);
    expect(rows.length).toBeGreaterThan(400);
  });

  it.each([
    ['0', '0.0.0.0'],
    ['0x', '0.0.0.0'],
    ['1', '0.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['0177.1', '127.0.0.1'],
    ['0000000000000000000177.1', '127.0.0.1'],
    ['４２９４９６７２９５', '255.255.255.255'],
    ['①②⑦.⓪.⓪.①', '127.0.0.1'],
  ])('%s is %s', (text, address) => {
    expect(readHost(text)).toEqual({ kind: 'address', address });
  });
});

describe('an IPv6 address', () => {
  it.each([
    ['::1', '::1'],
    ['[::1]', '::1'],
    [' ::1 ', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
    ['::0.0.0.1', '::1'],
    ['：：１', '::1'],
    ['::1%lo', '::1'],
    ['::1%25lo', '::1'],
    ['[fe80::1%eth0]', 'fe80::1'],
    ['::FFFF:7F00:1', '::ffff:7f00:1'],
    ['::ffff:127.0.0.1', '::ffff:7f00:1'],
    ['[::ffff:127.0.0.1]', '::ffff:7f00:1'],
    ['2001:DB8::A', '2001:db8::a'],
  ])('%s is %s', (text, address) => {
    expect(readHost(text)).toEqual({ kind: 'address', address });
  });
});

describe('a name', () => {
  it.each([
    ['mail.example.com', 'mail.example.com'],
    [' Mail.Example.COM. ', 'mail.example.com'],
    ['dovecot', 'dovecot'],
    ['imap_in.example.com', 'imap_in.example.com'],
    ['courriel.québec.ca', 'courriel.xn--qubec-csa.ca'],
    ['straße.de', 'xn--strae-oqa.de'],
    ['ＭＡＩＬ.example.com', 'mail.example.com'],
    ['ⓛocalhost', 'localhost'],
    ['127.0.0.1.example.com', '127.0.0.1.example.com'],
    ['0x7f.example.com', '0x7f.example.com'],
    ['1e100.net', '1e100.net'],
  ])('%s is asked as %s', (text, name) => {
    expect(readHost(text)).toEqual({ kind: 'name', name });
  });

  it.each([
    '',
    '.',
    '..',
    ' ',
    'a..b',
    '-a.example.com',
    'a-.example.com',
    '*.example.com',
    'exa mple.com',
    'mail.example.com/path',
    'mail.example.com\\path',
    'user@mail.example.com',
    'mail.example.com:993',
    'https://mail.example.com',
    'mail.example.com?x',
    'mail.example.com#x',
    'mail.example.com\r\nX: y',
    'mail\u0000.example.com',
    'a%00b.example.com',
    'a%2eb.example.com',
    `${'a'.repeat(64)}.example.com`,
    `${'abcdefg.'.repeat(32)}example.com`,
    '256.1.1.1',
    '1.2.3.4.5',
    '127.0.0.0x1g',
    '08.1.1.1',
    '4294967296',
    '0x100000000',
    'example.123',
    'example.0x7f',
    '127.0.0.1:25',
    ':::1',
    '::1::',
    '%5B::1%5D',
    '[::1',
    '1::2::3',
    '::ffff:0x7f.1',
    '::ffff:127.1',
    'pass word!',
  ])('is not what %j says', (text) => {
    const host = readHost(text);
    // `127.0.0.0x1g` ends in a label that is no number, so it is an ordinary, absent name.
    expect(host.kind).toBe(text === '127.0.0.0x1g' ? 'name' : 'neither');
  });
});
