import { listProviders, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest } from '@mail-access/messaging';
import { Controller, Inject } from '@nestjs/common';
import { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { renderProvider } from './render-provider.js';

@Controller()
export class ListProvidersHandler {
  constructor(@Inject(ProviderCatalogue) private readonly catalogue: ProviderCatalogue) {}

  @HandlesRequest(listProviders)
  async handle({
    language,
    search = '',
  }: ParsedInputOf<typeof listProviders>): Promise<OutputOf<typeof listProviders>> {
    return { providers: this.catalogue.search(search).map((provider) => renderProvider(provider, language)) };
  }
}
