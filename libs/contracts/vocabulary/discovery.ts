import { z } from 'zod';

/** Where settings can come from, the most trusted first. */
export const DiscoverySource = z.enum([
  'provider-facts',
  'mx',
  'autoconfig',
  'ispdb',
  'srv',
  'autodiscover-cname',
  'autodiscover',
  'guess',
]);
export type DiscoverySource = z.infer<typeof DiscoverySource>;

/**
 * How a source ended. `not-offered`: the domain says that it has no such service. `invalid`: an answer that is no settings.
 * `filtering-gateway`: the MX belongs to somebody who only filters. `not-needed`: a more trusted source had decided.
 */
export const DiscoveryOutcome = z.enum([
  'found',
  'not-found',
  'not-offered',
  'no-open-protocol',
  'filtering-gateway',
  'invalid',
  'unreachable',
  'timed-out',
  'blocked',
  'not-needed',
]);
export type DiscoveryOutcome = z.infer<typeof DiscoveryOutcome>;

/** Where a finding on the way to settings comes from. `typed-address`: what the subscriber typed. */
export const FindingSource = z.enum([...DiscoverySource.options, 'typed-address']);
export type FindingSource = z.infer<typeof FindingSource>;
