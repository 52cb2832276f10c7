import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCredential, eraseCredential } from '@mail-access/contracts';
import { openDatabase, openNotifications } from '@mail-access/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRotation, expectAllOpen, revealed, rotated, stored } from '../fixtures/ask-vault.js';
import { fillVault } from '../fixtures/fill-vault.js';
import { VaultGround } from '../fixtures/vault-ground.js';
import { keyChannel } from '../keys/key-records.js';
import { rotateKeysCommand } from './command.js';

let ground: VaultGround;
beforeAll(async () => void (ground = await VaultGround.start()));
afterAll(() => ground.stop());

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  ground.database.dataSource.query<T[]>(text, values);

async function versionsInFile(): Promise<number[]> {
  const { keys } = JSON.parse(await readFile(ground.keyFile, 'utf8')) as { keys: { version: number }[] };
  return keys.map(({ version }) => version);
}

/** Version, state and credentials of each, as the administrator sees them. */
async function versions(): Promise<unknown[]> {
  const status = await askRotation(ground, { action: 'status' });
  return status.versions.map(({ keyVersion, state, credentials }) => [keyVersion, state, credentials]);
}

describe('a rotation', () => {
  it('wraps every credential with a new key in one call when there are few, and opens none of them', async () => {
    const one = await stored(ground);
    const before = await sql<{ ciphertext: Buffer }>('select ciphertext from credential_vault.credential');
    expect(await askRotation(ground)).toMatchObject({
      ...{ keyVersion: 2, state: 'complete', total: 1, rewrapped: 1, unreadable: 0, waitingFor: 0 },
      versions: [
        { keyVersion: 1, state: 'old', credentials: 0 },
        { keyVersion: 2, state: 'current', credentials: 1 },
      ],
    });
    expect(await sql('select ciphertext from credential_vault.credential')).toEqual(before);
    expect(await revealed(ground, one)).toBe(one.secret);
    expect(await revealed(ground, await stored(ground, 'new'))).toBe('new');
    expect(await versions()).toEqual([
      [1, 'old', 0],
      [2, 'current', 2],
    ]);
    expect(await versionsInFile()).toEqual([1, 2]);
    const { credentialId, tenantId, subscriberId } = one;
    const described = await ground.validator.request(describeCredential, { credentialId }, { tenantId, subscriberId });
    expect(described.keyVersion).toBe(2);
  });

  it('goes over many credentials of several tenants, batch by batch, and leaves erased ones', async () => {
    const acme = await fillVault(ground.database, ground.keyFile, 700);
    const other = await fillVault(ground.database, ground.keyFile, 350, 'other');
    const [erased] = acme.splice(0, 1);
    const { credentialId, tenantId, subscriberId } = erased!;
    await ground.administrator.request(eraseCredential, { credentialId }, { tenantId, subscriberId });
    expect(await rotated(ground)).toMatchObject({ keyVersion: 3, total: 1_051, rewrapped: 1_051 });
    await expectAllOpen(ground, [...acme.slice(0, 50), ...other.slice(-50)]);
    const left = await sql(
      'select wrapped_data_key, wrapped_by from credential_vault.credential where credential_id = $1',
      [credentialId],
    );
    expect(left).toEqual([{ wrapped_data_key: null, wrapped_by: null }]);
  });

  it('is begun once by calls that come together, and is what a repeated call asks about', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => askRotation(ground)));
    expect(new Set(answers.map(({ keyVersion }) => keyVersion))).toEqual(new Set([4]));
    expect(await versionsInFile()).toEqual([1, 2, 3, 4]);
  });

  it('makes no key file beside the one that is away', async () => {
    await rename(ground.keyFile, `${ground.keyFile}.aside`);
    await expect(askRotation(ground)).rejects.toMatchObject({ code: 'key-store-unusable', retryable: true });
    await expect(readFile(ground.keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
    await rename(`${ground.keyFile}.aside`, ground.keyFile);
  });

  it('takes a newer key that the operator put into the file', async () => {
    const file = JSON.parse(await readFile(ground.keyFile, 'utf8')) as { keys: unknown[] };
    const keys = [...file.keys, { version: 7, key: 'q'.repeat(43) }];
    await writeFile(ground.keyFile, JSON.stringify({ keys }));
    expect(await rotated(ground)).toMatchObject({ keyVersion: 7 });
    expect(await versionsInFile()).toEqual([1, 2, 3, 4, 7]);
  });
});

describe('with several replicas', () => {
  it('is used by all of them, whichever makes it', async () => {
    const second = await ground.startService();
    const before = await fillVault(ground.database, ground.keyFile, 20);
    await rotated(ground);
    const after = await Promise.all(Array.from({ length: 20 }, () => stored(ground)));
    await expectAllOpen(ground, [...before, ...after]);
    await second.close();
    expect(await sql('select count(*)::int as count from credential_vault.key_replica')).toEqual([{ count: 1 }]);
  });

  it('does not wait for one that was killed', async () => {
    const { keyVersion } = await askRotation(ground, { action: 'status' });
    await sql(`insert into credential_vault.key_replica (instance_id, key_version) values ('killed', $1)`, [
      keyVersion,
    ]);
    expect(await rotated(ground)).toMatchObject({ keyVersion: keyVersion + 1 });
    await sql(`delete from credential_vault.key_replica where instance_id = 'killed'`);
  });

  it('waits for a replica that lacks the new key before anything is wrapped with it', async () => {
    const [{ newest }] = (await sql('select max(key_version) as newest from credential_vault.key_check')) as [
      { newest: number },
    ];
    const role = { url: ground.roleUrl, schema: 'credential_vault', entities: [] };
    const lagging = await openDatabase({ ...role, applicationName: 'lagging' });
    await lagging.dataSource.query(`insert into key_replica (instance_id, key_version) values ('lagging', $1)`, [
      newest,
    ]);
    expect(await askRotation(ground)).toMatchObject({ keyVersion: newest + 1, state: 'announced', waitingFor: 1 });
    const one = await stored(ground);
    expect(await versions()).toContainEqual([newest + 1, 'announced', 0]);
    await sql(`update credential_vault.key_replica set key_version = $1 where instance_id = 'lagging'`, [newest + 1]);
    await expect.poll(async () => (await askRotation(ground)).state, { timeout: 10_000 }).toBe('complete');
    expect(await revealed(ground, one)).toBe(one.secret);
    await lagging.close();
  });
});

it('takes back a version that was announced and is not used yet, and gives its number to no other', async () => {
  const { keyVersion } = await askRotation(ground, { action: 'status' });
  const lagging = await openDatabase({
    ...{ url: ground.roleUrl, schema: 'credential_vault', entities: [], applicationName: 'lagging' },
  });
  await lagging.dataSource.query(
    `insert into key_replica (instance_id, key_version) values ('lagging', $1)
     on conflict (instance_id) do update set key_version = excluded.key_version, seen_at = now()`,
    [keyVersion],
  );
  expect(await askRotation(ground)).toMatchObject({ keyVersion: keyVersion + 1, state: 'announced' });
  const retired = await askRotation(ground, { action: 'retire', keyVersion: keyVersion + 1 });
  expect(retired).toMatchObject({ keyVersion, state: 'complete' });
  expect(await versionsInFile()).not.toContain(keyVersion + 1);
  await lagging.close();
  await sql(`delete from credential_vault.key_replica where instance_id = 'lagging'`);
  expect(await rotated(ground)).toMatchObject({ keyVersion: keyVersion + 2 });
});

describe('a credential that cannot be opened', () => {
  it('stays as it is, is counted, and keeps its old key; erased, it is no obstacle any more', async () => {
    const broken = await stored(ground);
    const { credentialId, tenantId, subscriberId } = broken;
    await sql(
      `update credential_vault.credential set wrapped_data_key = set_byte(wrapped_data_key, 20, get_byte(wrapped_data_key, 20) # 1)
       where credential_id = $1`,
      [credentialId],
    );
    const blocked = await askRotation(ground);
    expect(blocked).toMatchObject({ state: 'blocked', unreadable: 1, rewrapped: blocked.total - 1 });
    const keyVersion = blocked.keyVersion - 1;
    await expect(askRotation(ground, { action: 'retire', keyVersion })).rejects.toMatchObject({ code: 'key-in-use' });
    await ground.administrator.request(eraseCredential, { credentialId }, { tenantId, subscriberId });
    expect(await askRotation(ground, { action: 'status' })).toMatchObject({ state: 'complete' });
  });
});

describe('retiring a version', () => {
  it('is refused for one that is in use, current or unknown', async () => {
    const { keyVersion } = await askRotation(ground, { action: 'status' });
    const refused = (version: number) => askRotation(ground, { action: 'retire', keyVersion: version });
    await expect(refused(keyVersion)).rejects.toMatchObject({ code: 'key-is-current', retryable: false });
    await expect(refused(keyVersion + 1)).rejects.toMatchObject({ code: 'key-version-unknown' });
    await expect(askRotation(ground, { action: 'retire' })).rejects.toMatchObject({ code: 'invalid-request' });
    expect((await versionsInFile()).length).toBeGreaterThan(5);
  });

  it('destroys the key: in the file, in every replica, and for what is put back from a backup', async () => {
    const second = await ground.startService();
    const kept = await stored(ground);
    const [row] = await sql<Record<string, unknown>>(
      'select key_version, wrapped_data_key from credential_vault.credential where credential_id = $1',
      [kept.credentialId],
    );
    const keyVersion = Number(row?.['key_version']);
    await rotated(ground);
    const status = await askRotation(ground, { action: 'retire', keyVersion });
    expect(status.versions.find((one) => one.keyVersion === keyVersion)).toMatchObject({ state: 'retired' });
    await askRotation(ground, { action: 'retire', keyVersion });
    expect(await versionsInFile()).not.toContain(keyVersion);
    const putBack = sql(
      'update credential_vault.credential set key_version = $2, wrapped_data_key = $3 where credential_id = $1',
      [kept.credentialId, keyVersion, row?.['wrapped_data_key']],
    );
    await expect(putBack).rejects.toMatchObject({ code: '23503' });
    await sql('alter table credential_vault.credential drop constraint credential_wrapped_by');
    await sql(
      'update credential_vault.credential set key_version = $2, wrapped_data_key = $3 where credential_id = $1',
      [...[kept.credentialId, keyVersion, row?.['wrapped_data_key']]],
    );
    for (let ask = 0; ask < 10; ask += 1) {
      await expect(revealed(ground, kept)).rejects.toMatchObject({ code: 'credential-unreadable' });
    }
    await sql('delete from credential_vault.credential where credential_id = $1', [kept.credentialId]);
    await sql(
      `alter table credential_vault.credential add constraint credential_wrapped_by
       foreign key (wrapped_by) references credential_vault.key_check (key_version)`,
    );
    await second.close();
  });

  it('is refused while a store with it is under way, and a store is refused by a retirement that came first', async () => {
    const [old] = await fillVault(ground.database, ground.keyFile, 1);
    const { keyVersion } = await askRotation(ground, { action: 'status' });
    await rotated(ground);
    const superuser = { url: ground.infrastructure.postgres.url, schema: 'credential_vault' };
    const other = await openDatabase({ ...superuser, entities: [], applicationName: 'a store under way' });
    const columns =
      'credential_id, tenant_id, subscriber_id, connection_id, purpose, key_version, wrapped_data_key, ciphertext';
    const copy = `insert into credential (${columns})
      select gen_random_uuid(), tenant_id, subscriber_id, connection_id, purpose, $2, wrapped_data_key, ciphertext
      from credential where credential_id = $1 returning credential_id`;
    const written = Promise.withResolvers<undefined>();
    const storing = other.transaction(async (tx) => {
      const [made] = await tx.query<{ credential_id: string }[]>(copy, [old!.credentialId, keyVersion]);
      written.resolve(undefined);
      await sleep(1_500);
      return made!.credential_id;
    });
    await written.promise;
    const retire = () => askRotation(ground, { action: 'retire', keyVersion });
    await expect(retire()).rejects.toMatchObject({ code: 'key-in-use', retryable: true });
    await sql('delete from credential_vault.credential where credential_id = $1', [await storing]);
    await retire();
    const late = other.dataSource.query(copy, [old!.credentialId, keyVersion]);
    await expect(late).rejects.toMatchObject({ code: '23503' });
    await other.close();
  });
});

it('leaves a stranger under the number of a retired key alone, and replicas in peace', async () => {
  const [{ version }] = (await sql(
    'select max(key_version) as version from credential_vault.retired_key where destroyed_at is not null',
  )) as [{ version: number }];
  const whole = await readFile(ground.keyFile, 'utf8');
  const { keys } = JSON.parse(whole) as { keys: unknown[] };
  await writeFile(ground.keyFile, JSON.stringify({ keys: [...keys, { version, key: 'z'.repeat(43) }] }));
  const notifications = await openNotifications({ url: ground.roleUrl });
  let told = 0;
  notifications.listen(keyChannel, () => void (told += 1));
  await sql('update credential_vault.retired_key set destroyed_at = null where key_version = $1', [version]);
  await sql('select pg_notify($1, $2)', [keyChannel, '']);
  await sleep(1_000);
  expect(await versionsInFile()).toContain(version);
  // Its own, and one for the beginning of listening.
  expect(told).toBeLessThanOrEqual(2);
  await notifications.close();
  await writeFile(ground.keyFile, whole);
  await sql('update credential_vault.retired_key set destroyed_at = now() where key_version = $1', [version]);
});

it('is a command of the administrator', async () => {
  const lines: string[] = [];
  const run = (...words: string[]) => rotateKeysCommand(ground.administrator, words, (line) => lines.push(line));
  const { keyVersion, total } = await askRotation(ground, { action: 'status' });
  await run();
  expect(lines.join('\n')).toContain(`version ${keyVersion + 1}: complete, ${total} of ${total} credentials`);
  await run('retire', String(keyVersion));
  expect(lines).toContain(`  version ${keyVersion}: retired`);
  await run('status');
  for (const words of [['begin'], ['retire'], ['retire', 'all'], ['status', '1'], ['retire', '1', '2']]) {
    await expect(run(...words)).rejects.toThrow('vault:rotate-keys -- retire <version>');
  }
});

it('writes what was done to keys into the audit', async () => {
  const lines = await sql<{ outcome: string; caller: string }>(
    `select outcome, caller from credential_vault.audit_line where action = 'rotation' order by line_id`,
  );
  expect(lines).toContainEqual({ outcome: 'announced:2', caller: 'administrator' });
  expect(lines).toContainEqual({ outcome: 'activated:2', caller: 'rotate-keys' });
  expect(lines).toContainEqual({ outcome: 'complete:2', caller: 'rotate-keys' });
  expect(lines.some(({ outcome, caller }) => outcome.startsWith('retired:') && caller === 'administrator')).toBe(true);
});
