import { discoverSettings, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { Controller, Inject } from '@nestjs/common';
import { SettingsDiscoverer } from './settings-discoverer.js';

@Controller()
export class DiscoverSettingsHandler {
  constructor(@Inject(SettingsDiscoverer) private readonly discoverer: SettingsDiscoverer) {}

  @HandlesRequest(discoverSettings)
  handle(
    { emailAddress }: ParsedInputOf<typeof discoverSettings>,
    context: RequestContext,
  ): Promise<OutputOf<typeof discoverSettings>> {
    return this.discoverer.discover(emailAddress, context);
  }
}
