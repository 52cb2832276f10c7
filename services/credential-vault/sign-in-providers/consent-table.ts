import { consentScopes, type ConsentScope } from '@mail-access/contracts';

/** The scopes of a provider that each of ours stands for. */
export type ConsentTable = Readonly<Record<ConsentScope, readonly string[]>>;

/** The provider's scopes of ours, in our order. */
export function scopesOf(table: ConsentTable, scopes: readonly ConsentScope[]): string[] {
  return consentScopes.filter((scope) => scopes.includes(scope)).flatMap((scope) => table[scope]);
}

/** Microsoft names its scopes with and without their resource, in upper and lower case. */
function normal(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1).toLowerCase();
}

/** Ours of which every scope was granted. */
export function consentedBy(table: ConsentTable, granted: readonly string[]): ConsentScope[] {
  const names = new Set(granted.map(normal));
  return consentScopes.filter((scope) => table[scope].every((one) => names.has(normal(one))));
}
