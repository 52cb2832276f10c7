import { listProviders } from '@mail-access/contracts';
import { z } from 'zod';
import type { Operation } from '../operations/operation.js';

export const Search = z.string().max(100);

export const listProvidersOperation: Operation = {
  id: 'listProviders',
  method: 'GET',
  path: '/v1/providers',
  summary: 'Hosted providers: how each is reached, what must be prepared there, and its own help pages.',
  access: 'subscriber',
  query: {
    search: {
      description:
        'Parts of a company name, whatever the case and the accents; or an e-mail domain. All when left out.',
      schema: Search,
    },
  },
  headers: {
    'If-None-Match': {
      description: 'The ETag of an earlier answer: 304 without a body when nothing has changed.',
      schema: z.string(),
    },
  },
  answers: {
    200: {
      description: 'Well-known companies first, then by name; with `search`, best match first.',
      schema: listProviders.output,
    },
  },
  problems: ['invalid-request'],
};
