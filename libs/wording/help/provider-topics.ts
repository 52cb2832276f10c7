import type { PreparationKind } from '@mail-access/contracts';
import type { Edition } from '../edition.js';
import { providers, type ProviderHelp } from '../provider-help.js';
import { sceneOf } from '../scene.js';
import type { GuideTopic } from './guide-sections.js';
import type { HelpLink, HelpWords } from './help-words.js';

const pages = ['enableAccess', 'appPassword', 'mailPassword'] as const;

/** What a provider wants to be prepared, in the order in which to do it. */
function preparationOf(provider: ProviderHelp): PreparationKind[] {
  const { enableAccess, appPassword, mailPassword, signIn } = provider;
  if (signIn === 'microsoft') return ['sign-in-with-microsoft'];
  const access: PreparationKind = appPassword === undefined ? 'turn-on-mail-programs' : 'turn-on-imap';
  return [
    ...(enableAccess === undefined || signIn === 'google' ? [] : [access]),
    ...(signIn === 'google' ? (['turn-on-two-step-verification'] as const) : []),
    ...(appPassword === undefined ? [] : (['create-app-password'] as const)),
    ...(mailPassword === undefined ? [] : (['create-mail-password'] as const)),
  ];
}

function meaningOf(provider: ProviderHelp, { sentences }: Edition, words: HelpWords): string {
  const { name, signIn, appPassword, mailPassword } = provider;
  const scene = { ...sceneOf({ step: 'incoming-sign-in', signIn }, new Date(0)), general: true };
  if (signIn !== undefined) return sentences['oauth-required'].message(scene);
  return appPassword === undefined && mailPassword === undefined
    ? words.provider.accessIsOff(name)
    : words.provider.passwordRefused(name);
}

function linksOf(provider: ProviderHelp, { typeset }: Edition, words: HelpWords): HelpLink[] {
  return pages.flatMap((page) => {
    const href = provider[page];
    return href === undefined ? [] : [{ text: typeset(words.provider.links[page](provider.name)), href }];
  });
}

/** One topic a provider: what its subscribers prepare before they connect, with its own pages. */
export function providerTopics(edition: Edition, words: HelpWords): GuideTopic[] {
  return providers.map((provider) => {
    const links = linksOf(provider, edition, words);
    const remedy = preparationOf(provider).map((kind) => edition.preparation[kind](provider.name));
    return {
      id: `provider-${provider.name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replace(/-$/, '')}`,
      question: edition.typeset(words.provider.question(provider.name)),
      meaning: edition.typeset(meaningOf(provider, edition, words)),
      remedy: edition.typeset(remedy.join(' ')),
      ...(links.length > 0 && { links }),
    };
  });
}
