import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { ScriptedGateway } from '../scripted/scripted-gateway.js';

describe('the page', () => {
  const directory = mkdtempSync(join(tmpdir(), 'portal-'));
  const navigation = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };
  let scripted: ScriptedGateway;

  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<!doctype html><title>page</title>');
    writeFileSync(join(directory, 'assets', 'index-4f3a.js'), 'export {};');
    scripted = await scriptedGateway({ configuration: { PORTAL_DIRECTORY: directory } });
  });
  afterAll(async () => {
    await scripted[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });

  /** As a browser goes to an address: `fetch` would say of itself that it is a script. */
  function navigate(path: string, method = 'GET'): Promise<{ status: number | undefined; type: string; text: string }> {
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: scripted.gateway.port, path, method, headers: navigation }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => {
          resolve({ status: response.statusCode, type: response.headers['content-type'] ?? '', text });
        });
      })
        .once('error', reject)
        .end();
    });
  }

  it('is at the root, asked for again each time, and runs nothing but its own scripts', async () => {
    const response = await scripted.fetch('/', { headers: { authorization: '' } });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('has files that are kept for a year, because their names change with them', async () => {
    const response = await scripted.fetch('/assets/index-4f3a.js', { headers: { authorization: '' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/javascript; charset=utf-8',
    ]);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers every address a browser goes to, and nothing that a script misses', async () => {
    expect(await navigate('/validation/7?x=1')).toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
      text: '<!doctype html><title>page</title>',
    });
    for (const help of ['/aide/depannage', '/aide/faq', '/help/troubleshooting', '/help/faq']) {
      expect(await navigate(help)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    }
    const problem = { status: 404, type: expect.stringContaining('application/problem+json') as string };
    expect(await navigate('/assets/gone.js')).toMatchObject(problem);
    expect(await navigate('/v1/gone')).toMatchObject(problem);
    expect(await navigate('/gone', 'POST')).toMatchObject(problem);
    const script = await scripted.fetch('/gone', { headers: { authorization: '', accept: 'text/html' } });
    expect(script.status).toBe(404);
  });

  it.each(['/../configuration.ts', '/..%2f..%2fetc/passwd', '/assets/..%5c..%5cindex.html', '/.env', '/%2e%2e/x'])(
    'is the only thing that is served: not %s',
    async (path) => {
      const response = await scripted.fetch(path, { headers: { authorization: '' } });
      expect([400, 403, 404]).toContain(response.status);
    },
  );
});
