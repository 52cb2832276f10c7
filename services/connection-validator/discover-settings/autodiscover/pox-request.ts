const schema = 'http://schemas.microsoft.com/exchange/autodiscover/outlook';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** The question of a client that knows nothing but the address. */
export function poxRequest(address: string): string {
  const escaped = address.replace(/[&<>"']/g, (character) => entities[character] ?? '');
  return (
    `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${schema}/requestschema/2006"><Request>` +
    `<EMailAddress>${escaped}</EMailAddress>` +
    `<AcceptableResponseSchema>${schema}/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>`
  );
}
