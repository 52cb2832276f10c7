interface CredentialForm {
  readonly text: string;
  /** So much of its beginning is enough to cut it: servers shorten long lines that they repeat. */
  readonly telling: number;
}

/**
 * `text` without the credential in any of its forms, whole or cut short, whatever the case.
 * A function, so that the password inside is not seen by who prints or serialises what holds it.
 */
export type CutCredential = (text: string) => string;

export const noCredential: CutCredential = (text) => text;

/** Knows the shapes in which a password goes over the wire. Takes it unwrapped, so that each driver unwraps it in one place only. */
export function cutCredential(username: string, password: string): CutCredential {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const encoded = [`\0${username}\0${password}`, `${username}\0${username}\0${password}`, username, password].map(
    base64,
  );
  const quoted = password.replaceAll(/[\\"]/g, '\\$&');
  // The Latin-1 reading of UTF-8 is what a server that knows no Unicode repeats.
  const bare = [password, quoted, encodeURIComponent(password), Buffer.from(password).toString('latin1')];
  const forms = [
    ...encoded.map((text) => ({ text, telling: 8 })),
    // More is asked of bare text: "password1" must not cost every sentence its word "password".
    ...bare.map((text) => ({ text, telling: Math.max(8, Math.ceil(text.length * 0.75)) })),
  ];
  const longestFirst = forms.filter(({ text }) => text !== '').sort((a, b) => b.text.length - a.text.length);
  // Whole forms first: a longer form of which only a beginning stands there would leave the end of a shorter one.
  const whole = longestFirst.map(({ text }) => ({ text, telling: Math.max(8, text.length) }));
  return (text) => [...whole, ...longestFirst].reduce(withoutForm, text);
}

const cut = '[…]';

function withoutForm(text: string, form: CredentialForm): string {
  if (form.text.length < form.telling) return withoutShortForm(text, form.text);
  const sought = form.text.toLowerCase();
  let rest = text;
  let kept = '';
  for (;;) {
    const lower = rest.toLowerCase();
    // A letter whose lower case is longer (İ) would shift every position: then compare as it is.
    const searched = lower.length === rest.length ? lower : rest;
    const at = searched.indexOf(sought.slice(0, form.telling));
    if (at < 0) return kept + rest;
    let length = form.telling;
    while (length < sought.length && searched[at + length] === sought[length]) length += 1;
    kept += rest.slice(0, at) + cut;
    rest = rest.slice(at + length);
  }
}

/** A short password is a part of many words: it is cut only where it stands alone. */
function withoutShortForm(text: string, form: string): string {
  const literal = form.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu'), cut);
}
