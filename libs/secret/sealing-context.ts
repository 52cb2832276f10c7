/**
 * Whose secret it is and what it opens. It is authenticated with the sealed text, so that a text moved to another
 * subscriber or purpose does not open there. Readable by anybody who sees the text: identifiers only.
 */
export interface SealingContext {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly purpose: string;
}

/** The context as a JWE header parameter; an array, so that no choice of identifiers can read as another context. */
export function contextParameter(context: SealingContext): string {
  return JSON.stringify([context.tenantId, context.subscriberId, context.purpose]);
}
