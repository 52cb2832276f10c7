import { createHash, randomBytes } from 'node:crypto';
import { completeAuthorization, eraseCredential } from '@mail-access/contracts';
import { generateSealingKey, sealSecret, Secret } from '@mail-access/secret';
import { repetitions } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ada, newSession, SignInGround, type Begun } from '../fixtures/sign-in-ground.js';

const count = repetitions(80, 1_000);
const bob = { tenantId: 'acme', subscriberId: 'bob' };
const elsewhere = { tenantId: 'other', subscriberId: 'ada' };
const random = (): string => randomBytes(32).toString('base64url');
let ground: SignInGround;
/** Answers that were good once, and are used up. */
const used: { back: URL; session: string }[] = [];
let erased: { back: URL; session: string };

beforeAll(async () => {
  ground = await SignInGround.start();
  for (const provider of ['google', 'microsoft'] as const) {
    const begun = await ground.begin(provider);
    const back = await ground.of(provider).visit(begun.authorizeUrl);
    await ground.finish(back, begun.session);
    used.push({ back, session: begun.session });
  }
  const { authorizationId: credentialId, ...begun } = await ground.begin('google');
  const back = await ground.google.visit(begun.authorizeUrl);
  await ground.finish(back, begun.session);
  await ground.vault.validator.request(eraseCredential, { credentialId }, ada);
  erased = { back, session: begun.session };
});
afterAll(() => ground.stop());

const stateOf = ({ authorizeUrl }: Begun): string => new URL(authorizeUrl).searchParams.get('state') ?? '';

/** Sends an answer, whatever it holds, sealed in whatever way. */
async function send(text: string, session: string | undefined, context: object = {}, key = ground.vault.vaultKey) {
  const sealing = { ...ada, purpose: 'authorization', ...context };
  const sealedAnswer = await sealSecret(key, Secret.of(text), sealing);
  const sessionHash = createHash('sha256')
    .update(session ?? '')
    .digest('base64url');
  const input = { sealedAnswer, ...(session !== undefined && { sessionHash }) };
  return await ground.gateway.request(completeAuthorization, input, ada);
}

type Bad = (begun: Begun, state: string, turn: number) => Promise<unknown>;

async function expired(begun: Begun, state: string): Promise<unknown> {
  await ground.vault.database.dataSource.query(
    `update credential_vault.oauth_authorization set state_expires_at = now() - interval '1 second' where authorization_id = $1`,
    [begun.authorizationId],
  );
  return await ground.finishWith({ state, code: 'code' }, begun.session);
}

const oddAnswers: readonly ((state: string) => unknown)[] = [
  (state) => ({ state, code: ['code', 'code'] }),
  (state) => ({ state, code: '' }),
  (state) => ({ state, code: 7 }),
  (state) => ({ state, code: 'c'.repeat(4_500) }),
  (state) => ({ state, code: 'code', id_token: 'x' }),
  (state) => ({ state, code: 'code', error: 'access_denied' }),
  (state) => ({ state }),
  (state) => [state, 'code'],
  () => ({ code: 'code' }),
  () => ({}),
  () => null,
  () => 'code',
];

/** Every way to be wrong, each of which must look like every other from outside. */
const bad: Readonly<Record<string, Bad>> = {
  replayed: (_begun, _state, turn) => ground.finish(used[turn % 2]!.back, used[turn % 2]!.session),
  'replayed in another session': (_begun, _state, turn) => ground.finish(used[turn % 2]!.back, newSession()),
  'with a state of nobody': ({ session }) => ground.finishWith({ state: random(), code: 'code' }, session),
  'with an altered state': ({ session }, state) =>
    ground.finishWith({ state: `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`, code: 'code' }, session),
  'with a state that goes on': ({ session }, state) => ground.finishWith({ state: `${state}A`, code: 'code' }, session),
  'from another browser': (_begun, state) => ground.finishWith({ state, code: 'code' }, newSession()),
  'from a browser that keeps nothing': (_begun, state) => ground.finishWith({ state, code: 'code' }, undefined),
  'for another subscriber': ({ session }, state) => ground.finishWith({ state, code: 'code' }, session, bob),
  'for another tenant': ({ session }, state) => ground.finishWith({ state, code: 'code' }, session, elsewhere),
  'too late': expired,
  'by another issuer': ({ session }, state) =>
    ground.finishWith({ state, code: 'code', iss: 'https://evil.example.com' }, session),
  'by nobody, where the provider names itself': async (_begun, _state, turn) => {
    const [begun, code] = [await ground.begin('google'), turn % 2 === 0 ? 'code' : undefined];
    const answer = code === undefined ? { error: 'access_denied' } : { code };
    return await ground.finishWith({ state: stateOf(begun), ...answer }, begun.session);
  },
  'by the other provider': ({ session }, state, turn) => {
    const iss = turn % 2 === 0 ? `${ground.microsoft.url}/common/v2.0` : ground.google.url;
    return ground.finishWith({ state, code: 'code', iss }, session);
  },
  'with odd parameters': ({ session }, state, turn) =>
    send(JSON.stringify(oddAnswers[turn % oddAnswers.length]?.(state)), session),
  'that is no JSON': ({ session }, state) => send(`state=${state}&code=code`, session),
  'with an error and a state of nobody': ({ session }) =>
    ground.finishWith({ state: random(), error: 'access_denied' }, session),
  'with an error from another browser': (_begun, state) =>
    ground.finishWith({ state, error: 'access_denied' }, newSession()),
  'as an administrator': ({ session }) =>
    ground.finishWith({ state: `acme.ada.${random()}`, admin_consent: 'True', tenant: 't' }, session),
  'as an administrator, with a code': ({ session }) =>
    ground.finishWith({ state: `acme.ada.${random()}`, code: 'code' }, session),
  'of a sign-in that was erased': () => ground.finish(erased.back, erased.session),
  'sealed for another purpose': ({ session }, state) =>
    send(JSON.stringify({ state, code: 'code' }), session, { purpose: 'incoming' }),
  'sealed for somebody else': ({ session }, state) => send(JSON.stringify({ state, code: 'code' }), session, bob),
  'sealed to another key': async ({ session }, state) => {
    const { publicJwk } = await generateSealingKey('credential-vault');
    return await send(JSON.stringify({ state, code: 'code' }), session, {}, publicJwk);
  },
};

it(`refuses ${count} bad callbacks alike, and makes no call for any of them`, async () => {
  const kinds = Object.entries(bad);
  const calls = () => ground.google.calls.token.length + ground.microsoft.calls.token.length;
  const before = calls();
  const unrefused: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const [kind, send] = kinds[turn % kinds.length]!;
    const begun = await ground.begin(turn % 2 === 0 ? 'google' : 'microsoft');
    const code = await send(begun, stateOf(begun), turn).then(
      () => 'accepted',
      (error: unknown) => (error as { code?: string }).code,
    );
    if (code !== 'authorization-refused') unrefused.push(`${kind}: ${code}`);
  }
  expect(unrefused).toEqual([]);
  expect(calls()).toBe(before);
  // A minute passes, or the service ends.
  await ground.vault.service.close();
  ground.vault.service = await ground.vault.startService();
  const { own, counted } = await audited();
  expect(own.every(({ tenant_id: tenant, credential_id: id }) => tenant === 'acme' && id !== null)).toBe(true);
  expect(new Set(counted.map(({ reason }) => reason))).toEqual(new Set(['malformed', 'no-session', 'state-unknown']));
  expect(counted.length).toBeLessThan(count / 10);
  expect(counted.every(({ tenant_id: tenant, credential_id: id }) => tenant === null && id === null)).toBe(true);
  expect(own.length + counted.reduce((sum, { refused }) => sum + Number(refused), 0)).toBe(count);
});

/** Lines about a sign-in that there is, and lines that say how many fitted none. */
async function audited() {
  const lines = await ground.vault.database.dataSource.query<
    { tenant_id: string | null; credential_id: string | null; reason: string; refused: string }[]
  >(
    `select tenant_id, credential_id, split_part(outcome, ':', 2) as reason, split_part(outcome, ':', 3) as refused
     from credential_vault.audit_line where outcome like 'complete-authorization:%' order by outcome`,
  );
  return { own: lines.filter((one) => one.refused === ''), counted: lines.filter((one) => one.refused !== '') };
}

it('still lets the right browser in after somebody else tried its state', async () => {
  const begun = await ground.begin('google');
  const back = await ground.google.visit(begun.authorizeUrl);
  await expect(ground.finish(back, newSession())).rejects.toMatchObject({ code: 'authorization-refused' });
  expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'authorized' });
});
