import { Controller, Inject } from '@nestjs/common';
import { Handles } from '../operations/handles.js';
import { portalConfigurationOperation } from './portal-configuration.operation.js';
import type { PortalConfiguration } from './portal-configuration.operation.js';

/** Names the settings of the page among the providers. */
export const PORTAL_CONFIGURATION = Symbol('portal configuration');

@Controller()
export class PortalConfigurationHandler {
  constructor(@Inject(PORTAL_CONFIGURATION) private readonly settings: PortalConfiguration) {}

  @Handles(portalConfigurationOperation)
  handle(): PortalConfiguration {
    return this.settings;
  }
}
