import type { HostedSettings, ManualSettings } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { requiredPasswords } from './password-requirement.js';

const saved: ManualSettings = {
  method: 'manual',
  emailAddress: 'ada@example.com',
  username: 'ada',
  incoming: { protocol: 'imap', host: 'imap.example.com', port: 993, security: 'tls' },
  outgoing: { host: 'smtp.example.com', port: 587, security: 'starttls', authentication: 'same' },
};
const neither = { incoming: false, outgoing: false };

describe('requiredPasswords', () => {
  it('asks for everything that a first save needs', () => {
    expect(requiredPasswords(null, saved)).toEqual({ incoming: true, outgoing: false });
    const different = {
      ...saved,
      outgoing: { ...saved.outgoing, authentication: 'different' as const, username: 'out' },
    };
    expect(requiredPasswords(null, different)).toEqual({ incoming: true, outgoing: true });
  });

  it('reuses the stored password when only a port, the protocol or the address changes', () => {
    const edited = {
      ...saved,
      emailAddress: 'ada.b@example.com',
      incoming: { ...saved.incoming, port: 143, security: 'starttls' as const },
    };
    expect(requiredPasswords(saved, edited)).toEqual(neither);
  });

  it('does not mind how a host name is written', () => {
    expect(requiredPasswords(saved, { ...saved, incoming: { ...saved.incoming, host: 'IMAP.Example.com' } })).toEqual(
      neither,
    );
  });

  it('never sends a stored password to another server', () => {
    const elsewhere = { ...saved, incoming: { ...saved.incoming, host: 'imap.attacker.example' } };
    expect(requiredPasswords(saved, elsewhere).incoming).toBe(true);
    const outgoingElsewhere = { ...saved, outgoing: { ...saved.outgoing, host: 'smtp.attacker.example' } };
    expect(requiredPasswords(saved, outgoingElsewhere).incoming).toBe(true);
  });

  it('never sends a stored password in clear when it was typed for an encrypted connection', () => {
    const clear = { ...saved, allowCleartext: true, incoming: { ...saved.incoming, security: 'none' as const } };
    expect(requiredPasswords(saved, clear).incoming).toBe(true);
    expect(requiredPasswords(clear, saved).incoming).toBe(false);
  });

  it('asks again for another user', () => {
    expect(requiredPasswords(saved, { ...saved, username: 'bob' }).incoming).toBe(true);
  });

  it('asks for the outgoing password when the outgoing server begins to want its own', () => {
    const different = {
      ...saved,
      outgoing: { ...saved.outgoing, authentication: 'different' as const, username: 'out' },
    };
    expect(requiredPasswords(saved, different)).toEqual({ incoming: false, outgoing: true });
    expect(requiredPasswords(different, different)).toEqual(neither);
    expect(requiredPasswords(different, saved).incoming).toBe(true);
  });
});

describe('requiredPasswords of a hosted provider', () => {
  const hosted: HostedSettings = { method: 'hosted', providerId: 'yahoo', emailAddress: 'ada@yahoo.ca' };

  it('reuses the stored password for the same provider and user, however they are written', () => {
    expect(requiredPasswords(hosted, { ...hosted, providerId: 'Yahoo' })).toEqual(neither);
    expect(requiredPasswords(hosted, { ...hosted, username: 'ada@yahoo.ca' })).toEqual(neither);
  });

  it('asks again for another provider, address or user', () => {
    for (const change of [{ providerId: 'aol' }, { emailAddress: 'bob@yahoo.ca' }, { username: 'bob' }]) {
      expect(requiredPasswords(hosted, { ...hosted, ...change }).incoming).toBe(true);
    }
  });

  it('asks again when typed servers take the place of a provider, or a provider theirs', () => {
    expect(requiredPasswords(hosted, saved).incoming).toBe(true);
    expect(requiredPasswords(saved, hosted)).toEqual({ incoming: true, outgoing: false });
  });
});
