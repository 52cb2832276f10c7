import type { DemoSubscriber } from '../start/demo-subscribers.js';

const words = {
  'fr-CA': { title: 'Choisir un compte', none: 'sans l’option « Accès aux courriels »' },
  'en-CA': { title: 'Choose an account', none: 'without the “E-mail access” option' },
} as const;

/** The page on which one says who signs in: a link a subscriber, back to the same end point. */
export function accountPage(query: URLSearchParams, subscribers: readonly DemoSubscriber[]): string {
  const language = query.get('ui_locales')?.startsWith('en') ? 'en-CA' : 'fr-CA';
  const { title, none } = words[language];
  const links = subscribers.map((subscriber) => {
    const again = new URLSearchParams(query);
    again.set('subscriber', subscriber.subscriberId);
    const note = subscriber.entitlements.length > 0 ? '' : ` – ${none}`;
    return `<li><a href="?${escape(again.toString())}">${escape(subscriber.name)}<br><small>${escape(subscriber.emailAddress)}${note}</small></a></li>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }
main { max-width: 24rem; margin: 4rem auto; padding: 0 1rem }
ul { list-style: none; padding: 0 }
a { display: block; padding: .75rem 1rem; margin: .5rem 0; border: 1px solid; border-radius: .5rem; color: inherit; text-decoration: none }
a:hover, a:focus { outline: 3px solid Highlight }
</style>
</head>
<body><main><h1>${title}</h1><ul>${links.join('')}</ul></main></body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
