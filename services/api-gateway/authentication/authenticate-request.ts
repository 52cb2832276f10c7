import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import type { TokenVerifier } from './verify-token.js';

// RFC 6750 §2.1; the scheme is case-insensitive (RFC 9110 §11.1).
const bearer = /^bearer +([\w.~+/-]+=*)$/i;

/** Puts the verified caller on the exchange, or throws the problem that says why not. */
export async function authenticateRequest(request: FastifyRequest, verifier: TokenVerifier): Promise<void> {
  const header = request.headers.authorization;
  if (header === undefined) throw new Problem('sign-in-required', { challenge: 'no-token' });
  const token = bearer.exec(header)?.[1];
  if (token === undefined) throw new Problem('sign-in-required', { challenge: 'invalid_token' });
  const { caller, entitled } = await verifier.verify(token);
  request.exchange.authenticated(caller);
  if (!entitled) throw new Problem('entitlement-missing');
}
