import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCidr } from './cidr.js';
import { isReachable, judgeAddress } from './judge-address.js';

/** First and last address of every special block, and the neighbours that are public where there are such. */
const ipv4 = `
0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255 127.0.0.0 127.0.0.1
127.255.255.255 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.9
192.0.0.10 192.0.0.170 192.0.0.171 192.0.0.192 192.0.0.255 192.0.2.0 192.0.2.255 192.31.196.0 192.31.196.255 192.52.193.0
192.52.193.255 192.88.99.0 192.88.99.1 192.88.99.255 192.168.0.0 192.168.255.255 192.175.48.0 192.175.48.255 198.18.0.0
198.19.255.255 198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255 224.0.0.0 224.0.0.1 233.252.0.1 239.255.255.255
240.0.0.0 250.1.2.3 255.255.255.254 255.255.255.255 168.63.129.16`
  .trim()
  .split(/\s+/);

const publicIpv4 = `
1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.31.195.255 192.31.197.0
192.52.192.255 192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 192.175.47.255 192.175.49.0
198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255 168.63.129.15 168.63.129.17`
  .trim()
  .split(/\s+/);

const ipv6 = `
:: ::1 ::2 ::7f00:1 ::8.8.8.8 ::ffff:0:8.8.8.8 ::ffff:0:127.0.0.1 100:: 100::1 100:0:0:1::1 64:ff9b:1:: 64:ff9b:1::808:808
64:ff9b:1:ffff:ffff:ffff:808:808 64:ff9b:2::1 64:ff9b:0:1::1 2001:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1
2001:1::2 2001:1::3 2001:2::1 2001:3::1 2001:4:112::1 2001:5::1 2001:10::1 2001:1f:ffff::1 2001:20::1 2001:2f::1
2001:30::1 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff 2001:db8:: 2001:db8::1 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2002::
2002:7f00:1:: 2002:a00:1::1 2002:c0a8:1::1 2002:808:808::1 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2620:4f:8000::1 3ffe::1
3ffe:ffff::1 3fff:: 3fff:fff:ffff::1 4000::1 5f00::1 6000::1 8000::1 a000::1 c000::1 e000::1 f000::1 fc00:: fc00::1 fd00::1
fd00:ec2::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff fe00::1 fe80:: fe80::1 fe80::1%eth0 febf:ffff::1 fec0:: fec0::1
feff:ffff::1 ff00:: ff01::1 ff02::1 ff02::2 ff05::1:3 ff0e::1 ff0e::db8:1 ffff::1 0:0:0:0:0:1:0:0 1::1 200::1 400::1 800::1
1000::1 1fff:ffff::1`
  .trim()
  .split(/\s+/);

const publicIpv6 = `
2000::1 2001:200::1 2001:470::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2003::1 2400:cb00::1 2606:4700::1111
2620:4f:7fff::1 2620:4f:8001::1 2620:fe::fe 2a00:1450:4001:81b::200e 2a02::1 2c00::1 3ffd:ffff::1 3fff:1000::1 2601::5efe:808:808
2601::200:5efe:808:808 2601::100:5efe:a00:1`
  .trim()
  .split(/\s+/);

/** The forms in which an IPv6 address holds an IPv4 address that somebody on the way unpacks. */
const forms: Record<string, (hex: string, v4: string) => string> = {
  'IPv4-mapped': (_, v4) => `::ffff:${v4}`,
  'IPv4-mapped, in hexadecimal': (hex) => `::ffff:${hex}`,
  'IPv4-mapped, in full': (hex) => `0000:0000:0000:0000:0000:FFFF:${hex}`,
  'IPv4-compatible': (_, v4) => `::${v4}`,
  'IPv4-translated': (_, v4) => `::ffff:0:${v4}`,
  NAT64: (_, v4) => `64:ff9b::${v4}`,
  'NAT64, in hexadecimal': (hex) => `64:ff9b::${hex}`,
  'local NAT64': (hex) => `64:ff9b:1::${hex}`,
  '6to4': (hex) => `2002:${hex}::1`,
  'Teredo server': (hex) => `2001:0:${hex}::1`,
  'Teredo client': (hex) => `2001:0:808:808::${flipped(hex)}`,
  ISATAP: (hex) => `2601::5efe:${hex}`,
  'ISATAP, globally unique': (hex) => `2601::200:5efe:${hex}`,
  'link-local ISATAP': (hex) => `fe80::5efe:${hex}`,
};

function flipped(hex: string): string {
  const groups = hex.split(':').map((group) => (parseInt(group, 16) ^ 0xffff).toString(16));
  return groups.join(':');
}

function hexOf(v4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

const special = (address: string): string | null | undefined => judgeAddress(address)?.special;

describe('the judgement of an address', () => {
  it(`calls ${ipv4.length} special IPv4 addresses special`, () => {
    expect(ipv4.filter((address) => typeof special(address) !== 'string')).toEqual([]);
  });

  it(`calls ${ipv6.length} special IPv6 addresses special`, () => {
    expect(ipv6.filter((address) => typeof special(address) !== 'string')).toEqual([]);
  });

  it('calls their public neighbours public', () => {
    expect([...publicIpv4, ...publicIpv6].filter((address) => special(address) !== null)).toEqual([]);
  });

  it.each(Object.entries(forms))('looks through %s', (_, form) => {
    expect(ipv4.filter((v4) => typeof special(form(hexOf(v4), v4)) !== 'string')).toEqual([]);
  });

  it('lets through the two forms by which a public IPv4 address is really reached', () => {
    expect(judgeAddress('::ffff:8.8.8.8')).toEqual({ address: '8.8.8.8', special: null });
    expect(judgeAddress('64:ff9b::8.8.8.8')).toEqual({ address: '64:ff9b::808:808', special: null });
  });

  it('names the block', () => {
    expect(special('64:ff9b::10.0.0.1')).toBe('NAT64 of private use (RFC 1918)');
    expect(special('2601::5efe:7f00:1')).toBe('ISATAP of loopback (RFC 1122)');
  });

  it('knows nothing of texts that are no addresses', () => {
    for (const text of ['', 'localhost', '127.1', '0x7f000001', '127.0.0.1.', '[::1]', '::1/128']) {
      expect(judgeAddress(text)).toBeNull();
    }
  });

  it('is the same for an IPv4 address and its mapped form, whatever the address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (v4) => {
        expect(judgeAddress(`::ffff:${v4}`)).toEqual(judgeAddress(v4));
        expect(special(`64:ff9b::${v4}`) === null).toBe(special(v4) === null);
      }),
    );
  });
});

describe('the allow list', () => {
  const allow = ['127.0.0.0/8', 'fd12::/16', '192.0.2.7'].map(parseCidr);
  const reachable = (address: string): boolean => {
    const judgement = judgeAddress(address);
    return judgement !== null && isReachable(judgement, allow);
  };

  it.each(['127.0.0.1', '127.255.255.255', '::ffff:127.0.0.1', 'fd12::1', '192.0.2.7', '8.8.8.8'])(
    'reaches %s',
    (a) => {
      expect(reachable(a)).toBe(true);
    },
  );

  it.each(['10.0.0.1', '::1', 'fd13::1', '192.0.2.8', '64:ff9b::127.0.0.1', '2002:7f00:1::', '::127.0.0.1'])(
    'does not reach %s',
    (address) => {
      expect(reachable(address)).toBe(false);
    },
  );

  it.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10/8',
    '0x0a000000/8',
    'fe80::1%eth0',
    '10.0.0.1/8',
    '*',
  ])('refuses the entry %j with a sentence', (entry) => {
    expect(() => parseCidr(entry)).toThrow(/is not a CIDR block|bits set behind its prefix/);
  });
});
