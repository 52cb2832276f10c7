import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoveryGround, type DiscoveryGround } from '../testing/discovery-ground.js';

let ground: DiscoveryGround;
beforeEach(async () => void (ground = await discoveryGround()));
afterEach(() => ground[Symbol.asyncDispose]());

/** Nobody of Microsoft was looked up, let alone asked: none of its hosts exists in this internet. */
function expectMicrosoftWasNotAsked(): void {
  expect(ground.internet.dns.questions.filter((question) => /outlook|office/.test(question))).toEqual([]);
}

const signIn = async (): Promise<string | undefined> => (await ground.discover('ada@company.example')).sign_in;
const v2 = { Protocol: 'Ews', Url: 'https://outlook.office365.com/EWS/Exchange.asmx' };

describe('Microsoft 365 is recognised without being asked', () => {
  it('by an http redirect, as every tenant has it', async () => {
    await ground.internet.httpSite('autodiscover.company.example', (_, response) =>
      response.writeHead(302, { location: 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml' }).end(),
    );
    expect(await signIn()).toBe('microsoft');
    expectMicrosoftWasNotAsked();
  });

  it('by an https redirect of the question, and of its second version', async () => {
    await ground.internet.website(['company.example'], (request, response) =>
      request.method === 'POST'
        ? response.writeHead(302, { location: 'https://outlook.office365.com/autodiscover/autodiscover.xml' }).end()
        : response.writeHead(404).end(),
    );
    expect(await signIn()).toBe('microsoft');
    await ground.internet.website(['autodiscover.other.example'], (request, response) =>
      request.method === 'GET'
        ? response.writeHead(302, { location: 'https://outlook.office365.com/x' }).end()
        : response.writeHead(404).end(),
    );
    expect((await ground.discover('ada@other.example')).sign_in).toBe('microsoft');
    expectMicrosoftWasNotAsked();
  });

  it('by the second version in the form that has the address in the query', async () => {
    await ground.internet.website(['autodiscover.company.example'], (request, response) =>
      request.url === '/autodiscover/autodiscover.json?Email=ada%40company.example&Protocol=Ews'
        ? response.end(JSON.stringify(v2))
        : response.writeHead(404).end(),
    );
    expect(await signIn()).toBe('microsoft');
  });

  it('by a sign-in beside Autodiscover that takes tokens of Microsoft only', async () => {
    const challenge = 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="x@*"';
    await ground.internet.website(['autodiscover.company.example'], (_, response) =>
      response.writeHead(401, { 'www-authenticate': challenge }).end(),
    );
    expect(await signIn()).toBe('microsoft');
  });
});

it('an EWS URL with a name and a password in it is none', async () => {
  await ground.internet.website(['autodiscover.company.example'], (_, response) =>
    response.end(JSON.stringify({ ...v2, Url: 'https://ada:secret@mail.company.example/EWS/Exchange.asmx' })),
  );
  expect((await ground.discover('ada@company.example')).exchange).toBeUndefined();
});
