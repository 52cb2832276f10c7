import { discoverSettings, Refusal } from '@mail-access/contracts';
import type { RequestContext } from '@mail-access/messaging';
import { discover, discoverLocally } from './discover.js';
import type { PostgresDiscoveryAllowance } from './discovery-allowance.js';
import { readAddress } from './email-address.js';
import type { SourceRun } from './run-source.js';
import type { Discovery, DiscoveryContext } from './source.js';

/** Finds settings for those who may ask. What is known locally costs nothing and is not counted. */
export class SettingsDiscoverer {
  constructor(
    private readonly parts: DiscoveryContext,
    private readonly allowance: Pick<PostgresDiscoveryAllowance, 'take'>,
  ) {}

  /** `onEnded` hears of each source that was asked, as it ends. @throws Refusal `too-many-discoveries` */
  async discover(
    emailAddress: string,
    context: Pick<RequestContext, 'tenantId' | 'subscriberId' | 'signal'>,
    onEnded?: (run: SourceRun) => void,
  ): Promise<Discovery> {
    const address = readAddress(emailAddress);
    const known = discoverLocally(address, this.parts);
    if (known !== null) return known;
    const retryAfterSeconds = await this.allowance.take(context);
    if (retryAfterSeconds !== null) throw new Refusal(discoverSettings, 'too-many-discoveries', { retryAfterSeconds });
    return discover(address, { ...this.parts, onEnded }, context.signal);
  }
}
