import { scriptedDns, type ScriptedDns } from '@mail-access/testkit';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { repositoryRoot } from './launch/cache-directory.js';
import { buildPortal } from './start/build-portal.js';
import { demoDomain, demoSubscribers } from './start/demo-subscribers.js';
import { inboxHeaders } from './testing/inbox-over-imap.js';
import { startWholeSystem, type WholeSystem } from './testing/whole-system.js';

const [amelie, james, nadia] = demoSubscribers;
let dns: ScriptedDns;
let system: WholeSystem;
let browser: Browser;

beforeAll(async () => {
  await buildPortal(repositoryRoot());
  dns = await scriptedDns({ unknownName: 'NXDOMAIN' });
  system = await startWholeSystem({ subscribers: demoSubscribers, environment: { DNS_SERVERS: dns.server } });
  nameServers();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
}, 120_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await system[Symbol.asyncDispose]();
  await dns[Symbol.asyncDispose]();
});

/** What a domain's owner publishes (RFC 6186, RFC 8314): of the demo domain, and of another one whose mail is there. */
function nameServers(): void {
  const { incoming, outgoing } = system.mailbox(amelie);
  const target = `mail.${demoDomain}`;
  for (const name of ['localhost', target]) dns.says(name, { A: ['127.0.0.1'] });
  for (const domain of [demoDomain, 'entreprise.test']) {
    const sending = outgoing.security === 'tls' ? 'submissions' : 'submission';
    for (const [service, { port }] of Object.entries({ imaps: incoming, [sending]: outgoing })) {
      dns.says(`_${service}._tcp.${domain}`, { SRV: [{ priority: 0, weight: 1, port, target }] });
    }
  }
}

async function open(address: string): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: string;
}

interface MailboxSettings {
  readonly emailAddress: string;
  readonly incoming: Server;
  readonly outgoing: Server;
}

const chooseManual = (page: Page) => page.locator('input[name="method"][value="manual"]').check();

/** Types the settings of a mailbox into the form. */
async function fill(
  page: Page,
  { emailAddress, incoming, outgoing }: MailboxSettings,
  password: string,
): Promise<void> {
  await page.locator('#emailAddress').fill(emailAddress);
  await page.locator('#password').fill(password);
  for (const [side, server] of Object.entries({ incoming, outgoing })) {
    await page.locator(`input[name="${side}Security"][value="${server.security}"]`).check();
    await page.locator(`#${side}Host`).fill(server.host);
    await page.locator(`#${side}Port`).fill(String(server.port));
  }
}

const stateOf = (page: Page, step: string) => page.locator(`[data-step="${step}"]`).getAttribute('data-state');
const passedSteps = (page: Page) => page.locator('[data-step][data-state="passed"]').count();

function testMessages(text: string): number {
  return text.match(/^X-Mail-Access-Validation: /gim)?.length ?? 0;
}

it('connects the demo mailbox from sign-in to removal, with a wrong password on the way', async () => {
  const mailbox = system.mailbox(amelie);
  const imapPort = mailbox.alternatives.incoming[0]?.port ?? 0;
  const inbox = async () =>
    testMessages(await inboxHeaders({ ...mailbox, port: imapPort }, ['X-Mail-Access-Validation']));

  const page = await open(system.url);
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
  await page.getByText(amelie.name).waitFor();
  await chooseManual(page);
  await fill(page, mailbox, 'ce n’est pas le bon');
  await page.getByRole('button', { name: 'Enregistrer et valider' }).click();

  await page.getByRole('heading', { name: 'La connexion n’a pas pu être établie' }).waitFor();
  expect(await stateOf(page, 'incoming-sign-in')).toBe('failed');
  expect(await stateOf(page, 'outgoing-connect')).toBe('skipped');
  await page.getByText('Ce que le serveur a répondu').waitFor();

  await page.getByRole('button', { name: 'Corriger les paramètres' }).click();
  await page.locator('#password:focus').fill(mailbox.password);
  await page.getByRole('button', { name: 'Enregistrer et valider' }).click();
  await page.getByRole('heading', { name: 'Votre boîte est connectée' }).waitFor();
  expect(await passedSteps(page)).toBe(12);
  expect(await inbox()).toBe(1);

  await page.getByRole('button', { name: 'Terminer' }).click();
  await page.getByText('Connectée', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Valider à nouveau' }).click();
  await page.getByRole('heading', { name: 'Votre boîte est connectée' }).waitFor();
  expect(await inbox()).toBe(2);

  await page.reload();
  await page.getByRole('button', { name: 'Retirer la connexion' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click();
  await page.getByText('La connexion est retirée.').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(await page.locator('#emailAddress').inputValue()).toBe('');
});

it('connects a POP3 mailbox in English, and edits it without the password', async () => {
  const mailbox = system.mailbox(james);
  const incoming = mailbox.alternatives.incoming.find(({ protocol }) => protocol === 'pop3');
  if (incoming === undefined) throw new Error('the demo mailbox has no POP3');
  const page = await open(`${system.url}/#access_token=${await system.token(james)}`);
  await page.getByRole('heading', { name: 'Set up your connection' }).waitFor();
  await chooseManual(page);
  await page.getByRole('radio', { name: 'POP3' }).check();
  await fill(page, { ...mailbox, incoming }, james.password);
  await page.getByRole('button', { name: 'Save and validate' }).click();
  await page.getByRole('heading', { name: 'Your mailbox is connected' }).waitFor();
  expect(await passedSteps(page)).toBe(12);

  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.locator('#keepCopyOnServer').uncheck();
  await page.getByRole('button', { name: 'Save and validate' }).click();
  await page.getByRole('heading', { name: 'Your mailbox is connected' }).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('No copy stays on the server').waitFor();
});

it('tells a subscriber without the function why the page is closed', async () => {
  const page = await open(`${system.url}/#access_token=${await system.token(nadia)}`);
  await page.getByRole('heading', { name: 'Votre abonnement n’inclut pas l’accès aux courriels' }).waitFor();
});

it('finds a hosted provider by its name, says what to prepare, and why another one cannot be connected', async () => {
  const page = await open(`${system.url}/#access_token=${await system.token(amelie)}`);
  await page.locator('input[name="method"][value="hosted"]').check();
  const provider = page.getByRole('combobox', { name: 'Fournisseur de courriel' });
  await provider.fill('videotron');
  await page.getByRole('option', { name: 'Vidéotron' }).click();
  await page.getByRole('heading', { name: 'À préparer chez Vidéotron' }).waitFor();
  await page.locator('#emailAddress').fill('amelie@yahoo.ca');
  await page.getByRole('button', { name: 'Choisir Yahoo' }).click();
  await page.getByLabel('Mot de passe d’application', { exact: true }).waitFor();
  await provider.fill('proton');
  await provider.press('Enter');
  await page.getByRole('heading', { name: 'Cette boîte ne peut pas être reliée' }).waitFor();
  expect(await page.locator('#password').count()).toBe(0);
});

it('finds the servers of an address, shows how, and connects the mailbox with nothing else typed', async () => {
  const page = await open(`${system.url}/#access_token=${await system.token(amelie)}`);
  await page.locator('#emailAddress').fill(amelie.emailAddress);
  await page.locator('#password').fill(amelie.password);
  await page.getByRole('button', { name: 'Enregistrer et valider' }).click();
  await page.locator('[data-source="provider-facts"]').waitFor({ state: 'attached' });
  await page.getByRole('heading', { name: 'Votre boîte est connectée' }).waitFor();
  expect(await passedSteps(page)).toBe(12);
  await page.getByText(`mail.${demoDomain}`, { exact: true }).first().waitFor();
  await page.getByText(/Voir les \d+ sources consultées/).click();
  expect(await page.locator('[data-source="srv"]').getAttribute('class')).toContain('success');
});

/** The form of a subscriber, who may have a connection already, for a way to connect. */
async function edit(subscriber: (typeof demoSubscribers)[number], method: 'unknown' | 'exchange'): Promise<Page> {
  const page = await open(`${system.url}/#access_token=${await system.token(subscriber)}`);
  const button = page.getByRole('button', { name: 'Edit' });
  await button.or(page.locator('#emailAddress')).waitFor();
  if (await button.isVisible()) await button.click();
  await page.locator(`input[name="method"][value="${method}"]`).check();
  return page;
}

it('asks before the password goes to servers of another domain, and sends it there after a yes', async () => {
  const page = await edit(james, 'unknown');
  await page.locator('#emailAddress').fill('james@entreprise.test');
  await page.locator('#username').fill(james.emailAddress);
  await page.locator('#password').fill(james.password);
  await page.getByRole('button', { name: 'Save and validate' }).click();
  await page.getByRole('heading', { name: 'We found your servers. Use them?' }).waitFor();
  expect(await stateOf(page, 'incoming-sign-in')).toBe('skipped');
  await page.getByText('Outside of your domain').first().waitFor();
  await page.getByRole('button', { name: 'Yes, use these servers' }).click();
  await page.locator('[data-step="incoming-open-inbox"][data-state="passed"]').waitFor();
});

it('looks for an Exchange server, says that there is none, and leads to the help about it', async () => {
  const page = await edit(james, 'exchange');
  await page.locator('#emailAddress').fill('james@nowhere.test');
  await page.locator('#exchangeUrl').fill('http://webmail.nowhere.test/exchange');
  await page.getByRole('button', { name: 'Save and search' }).click();
  await page.getByRole('heading', { name: 'The connection could not be established' }).waitFor();
  expect(await stateOf(page, 'open-inbox')).toBe('skipped');
  await page.getByRole('link', { name: 'Learn more about this problem' }).click();
  await page.locator('details.help-topic[open]').waitFor();
});
