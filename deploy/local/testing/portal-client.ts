import { setTimeout as wait } from 'node:timers/promises';
import type { Validation } from '@mail-access/contracts';

/** What the portal page does with the gateway, for one subscriber. */
export class PortalClient {
  /** Everything that was answered: headers and body. */
  readonly answers: string[] = [];

  constructor(
    private readonly url: string,
    private readonly token: string,
    /** The trace that the page's changes belong to; new ones when absent. */
    private readonly traceId?: string,
  ) {}

  /** Saves the connection and waits for the end of its validation. */
  async connect(body: Readonly<Record<string, unknown>>): Promise<Validation> {
    const saved = await this.call('PUT', '/v1/connection', body);
    const { validationId } = (await saved.json()) as { validationId?: string };
    if (validationId === undefined) throw new Error(`PUT /v1/connection answered ${saved.status}`);
    return this.finished(validationId);
  }

  private async finished(validationId: string): Promise<Validation> {
    for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) {
      const response = await this.call('GET', `/v1/connection/validations/${validationId}`);
      const validation = (await response.json()) as Validation;
      if (validation.state !== 'running') return validation;
    }
    throw new Error(`validation ${validationId} did not finish within a minute`);
  }

  call(method: string, path: string, body?: Readonly<Record<string, unknown>>): Promise<Response> {
    return this.callWithText(method, path, body === undefined ? undefined : JSON.stringify(body));
  }

  async callWithText(method: string, path: string, body: string | undefined): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...(this.traceId !== undefined &&
          method === 'PUT' && { traceparent: `00-${this.traceId}-00f067aa0ba902b7-01` }),
      },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(10_000),
    });
    this.answers.push(JSON.stringify([...response.headers]), await response.clone().text());
    return response;
  }
}
