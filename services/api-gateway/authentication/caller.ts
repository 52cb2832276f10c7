import { SubscriberId, TenantId } from '@mail-access/contracts';
import { z } from 'zod';

/** The subscriber for whom a request is made, as the issuer vouches for. */
export interface Caller {
  readonly tenantId: string;
  readonly subscriberId: string;
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The entitlement without which the assistant may not touch a mailbox. */
export const entitlement = 'mail-access';

/** The claims the gateway reads, besides those that RFC 7519 registers. */
export const Claims = z.object({
  tenant_id: TenantId,
  subscriber_id: SubscriberId,
  entitlements: z.array(z.string()).default([]),
  exp: z.number(),
});
