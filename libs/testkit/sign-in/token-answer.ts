import type { JWTPayload } from 'jose';
import type { Granted } from './issued-grants.js';
import type { SignInFault } from './sign-in-calls.js';
import { newAccessToken, type Call, type SignInServer } from './sign-in-server.js';

/** The vendor's own ways in what both vendors' token end points do. */
export interface VendorWays {
  /** The body of a refusal, as the vendor writes it. */
  refusal(error: string, code?: number, suberror?: string): unknown;
  idClaims(granted: Granted): JWTPayload;
  /** The `scope` of an answer. */
  scope(granted: Granted): string;
  /** Whether an application of this id and secret is registered. */
  knows(form: URLSearchParams): boolean;
  /** A grant of another type than code and refresh token. */
  otherGrant?(form: URLSearchParams): Promise<Granted | null>;
}

/** Answers one call of a token end point, well or by the fault that is in store. */
export async function answerTokenCall(server: SignInServer, call: Call, vendor: VendorWays): Promise<void> {
  const recorded = call.tokenCall();
  const fault = server.takeFault();
  if (await call.misbehave(fault)) return;
  if (typeof fault === 'object' && fault !== null && 'error' in fault) {
    return call.json(400, vendor.refusal(fault.error, fault.code, fault.suberror));
  }
  if (!vendor.knows(call.form)) return call.json(401, vendor.refusal('invalid_client'));
  const found = await grantOf(server, call.form, vendor);
  if (found === null) return call.json(400, vendor.refusal('invalid_grant'));
  recorded.accessToken = newAccessToken();
  recorded.answeredAt = performance.now();
  call.json(200, {
    access_token: recorded.accessToken,
    token_type: 'Bearer',
    expires_in: server.expiresInSeconds,
    scope: vendor.scope(found.granted),
    ...(found.next !== null && fault !== 'no-refresh-token' && { refresh_token: found.next }),
    ...(fault !== 'no-id-token' && { id_token: await idToken(server, found.granted, vendor, fault) }),
  });
}

function idToken(
  server: SignInServer,
  granted: Granted,
  vendor: VendorWays,
  fault: SignInFault | null,
): Promise<string> {
  const claims = typeof fault === 'object' && fault !== null && 'claims' in fault ? fault.claims : {};
  return server.idToken({ ...vendor.idClaims(granted), ...claims });
}

async function grantOf(
  server: SignInServer,
  form: URLSearchParams,
  vendor: VendorWays,
): Promise<{ granted: Granted; next: string | null } | null> {
  if (form.get('grant_type') === 'refresh_token') {
    return server.grants.refresh(form.get('refresh_token') ?? '', server.rotation);
  }
  if (form.get('grant_type') === 'authorization_code') {
    const granted = server.grants.redeem(form);
    return granted && { granted, next: server.grants.refreshToken(granted) };
  }
  const granted = (await vendor.otherGrant?.(form)) ?? null;
  return granted && { granted, next: null };
}
