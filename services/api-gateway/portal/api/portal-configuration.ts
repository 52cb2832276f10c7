import { ApiProblem, problemFrom } from './problem.js';

/** Where and how to sign in, from `GET /v1/portal-configuration`, which needs no token. */
export interface PortalConfiguration {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

export async function getPortalConfiguration(): Promise<PortalConfiguration> {
  let response: Response;
  try {
    response = await fetch('/v1/portal-configuration', { signal: AbortSignal.timeout(10_000), cache: 'no-store' });
  } catch (cause) {
    throw new ApiProblem('unreachable', { cause });
  }
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as PortalConfiguration;
}
