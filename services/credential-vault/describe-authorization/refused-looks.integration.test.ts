import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ada, SignInGround } from '../fixtures/sign-in-ground.js';

const bob = { tenantId: 'acme', subscriberId: 'bob' };
const eve = { tenantId: 'other', subscriberId: 'ada' };
let ground: SignInGround;

beforeAll(async () => void (ground = await SignInGround.start()));
afterAll(() => ground.stop());

it('tells who asked for a sign-in of somebody else, once a minute, and how often', async () => {
  const { authorizationId } = await ground.begin('google');
  const unknown = randomUUID();
  for (const owner of [bob, bob, bob, eve]) {
    await expect(ground.describe(authorizationId, owner)).rejects.toMatchObject({ code: 'authorization-unknown' });
  }
  for (const id of [unknown, randomUUID(), randomUUID()]) {
    await expect(ground.describe(id, ada)).rejects.toMatchObject({ code: 'authorization-unknown' });
  }
  expect(await ground.describe(authorizationId, ada)).toMatchObject({ state: 'waiting' });
  // A minute passes, or the service ends.
  await ground.vault.service.close();
  ground.vault.service = await ground.vault.startService();
  const rows = await ground.vault.database.dataSource.query<{ line: string }[]>(
    `select concat_ws(' ', outcome, caller, tenant_id, subscriber_id, credential_id) as line
     from credential_vault.audit_line where outcome like 'describe-authorization:%' order by line_id`,
  );
  expect(rows.map(({ line }) => line)).toEqual([
    `describe-authorization:authorization-of-another-owner api-gateway acme bob ${authorizationId}`,
    `describe-authorization:authorization-of-another-owner api-gateway other ada ${authorizationId}`,
    `describe-authorization:authorization-unknown api-gateway acme ada ${unknown}`,
    'describe-authorization:authorization-of-another-owner:2 api-gateway',
    'describe-authorization:authorization-unknown:2 api-gateway',
  ]);
});
