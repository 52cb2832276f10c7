import { expect, it } from 'vitest';
import { readPort } from './read-port.js';

it('reads a port, and none when none is set', () => {
  expect(['8380', '', undefined].map(readPort)).toEqual([8380, undefined, undefined]);
});

it.each(['abc', '0', '65536', '80.5', '-1', ' '])('says that "%s" is no port, not that it is in use', (text) => {
  expect(() => readPort(text)).toThrow(`PORT is "${text}": set it to a port number from 1 to 65535`);
});
