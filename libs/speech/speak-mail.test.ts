import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { measureSpeech } from './corpus/measure.js';
import { readCorpus } from './corpus/read-corpus.js';
import type { Listener, MailToSpeak } from './mail-to-speak.js';
import { speakMail } from './speak-mail.js';

const corpus = readCorpus();
const listener: Listener = {
  language: 'fr-CA',
  timeZone: 'America/Toronto',
  now: new Date('2026-11-22T15:00:00-05:00'),
};
const mail = (parts: Partial<MailToSpeak>): MailToSpeak => ({ to: [], cc: [], attachments: [], facts: {}, ...parts });

/** SSML 1.1: the elements that we write, where they may stand, and their attributes. */
const allowed: Readonly<Record<string, { in: readonly string[]; attributes: readonly string[] }>> = {
  speak: { in: [''], attributes: ['version', 'xmlns', 'xml:lang'] },
  p: { in: ['speak'], attributes: ['xml:lang'] },
  s: { in: ['p'], attributes: ['xml:lang'] },
  sub: { in: ['p', 's', 'lang'], attributes: ['alias'] },
  'say-as': { in: ['p', 's', 'lang'], attributes: ['interpret-as'] },
  lang: { in: ['p', 's'], attributes: ['xml:lang'] },
};

/** What is wrong with a document: not well-formed, an element or attribute that SSML does not have there. */
function faultsOf(ssml: string): string[] {
  const faults: string[] = [];
  const open: string[] = [''];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => faults.push(error.message));
  parser.on('opentag', ({ name, attributes }) => {
    const rule = allowed[name];
    if (!rule?.in.includes(open.at(-1) ?? '')) faults.push(`<${name}> in <${open.at(-1) ?? ''}>`);
    for (const attribute of Object.keys(attributes)) {
      if (!rule?.attributes.includes(attribute)) faults.push(`${name} has ${attribute}`);
    }
    open.push(name);
  });
  parser.on('closetag', () => open.pop());
  parser.write(ssml).close();
  return faults;
}

describe('the corpus', () => {
  it('has 150 mails of 15 kinds, ten a kind, French and English, a third of them held back', () => {
    const kinds = Map.groupBy(corpus, ({ kind }) => kind);
    expect(kinds.size).toBeGreaterThanOrEqual(15);
    expect(corpus.length).toBeGreaterThanOrEqual(150);
    for (const mails of kinds.values()) expect(mails.length).toBeGreaterThanOrEqual(10);
    expect(corpus.filter(({ heldBack }) => heldBack).length).toBeGreaterThanOrEqual(corpus.length / 3);
  });

  it.each(corpus.map((one) => [`${one.kind}/${one.id}`, one] as const))('is spoken as expected: %s', (_name, one) => {
    expect(speakMail(one.mail, one.listener).text).toBe(one.expected);
  });

  it('gives one valid document of SSML 1.1 for each', () => {
    for (const one of corpus) {
      const { ssml } = speakMail(one.mail, one.listener);
      expect(faultsOf(ssml), `${one.kind}/${one.id}`).toEqual([]);
      expect(ssml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<speak version="1.1"/u);
    }
  });

  it('speaks nothing quoted and loses nothing new', () => {
    const { asideWords, wronglySpoken, newWords, lost } = measureSpeech(corpus);
    expect(asideWords).toBeGreaterThan(1_000);
    expect(newWords).toBeGreaterThan(1_500);
    expect(wronglySpoken / asideWords).toBeLessThan(0.01);
    expect(lost / newWords).toBeLessThan(0.01);
  });
});

describe('speakMail', () => {
  it('says links, times and telephone numbers in a way of their own to a voice', () => {
    const { text, ssml } = speakMail(
      mail({ plain: 'Appelez-moi à 14h10 au 514-555-0123, voir https://www.exemple.ca/a?b=c&d.' }),
      listener,
    );
    expect(text).toContain('à 14 h 10 au 5 1 4, 5 5 5, 0 1 2 3, voir lien vers exemple.ca.');
    expect(ssml).toContain('<sub alias="14 heures 10">14 h 10</sub>');
    expect(ssml).toContain('<say-as interpret-as="telephone">514-555-0123</say-as>');
    expect(ssml).toContain('lien vers <sub alias="exemple point ca">exemple.ca</sub>');
  });

  it('switches the language of a paragraph, and of a subject inside a sentence of ours', () => {
    const { ssml, paragraphs } = speakMail(
      mail({ subject: 'Please call me back today', plain: 'Hello, could you call me back today? Thank you.' }),
      listener,
    );
    expect(paragraphs[0]?.language).toBe('en-CA');
    expect(ssml).toContain('<p xml:lang="en-CA">');
    expect(ssml).toContain('<lang xml:lang="en-CA">Please call me back today</lang>');
  });

  it('escapes what is XML in a mail, and leaves out what XML cannot carry', () => {
    const evil = 'a < b && c > d ]]> "x" \u0000\u0008\uFFFE\uD800 </speak><break/> &amp;';
    const spoken = speakMail(mail({ from: { name: evil }, subject: evil, plain: evil }), listener);
    expect(faultsOf(spoken.ssml)).toEqual([]);
    expect(spoken.ssml).toContain('&quot;x&quot;');
  });

  it('gives what was set aside to who asks for it', () => {
    const { setAside } = speakMail(
      mail({ plain: 'Oui.\n\nLe 3 mars 2026 à 10:12, Marie a écrit :\n> Un.\n>\n> Deux.' }),
      listener,
    );
    expect(setAside.quoted?.announcement.text).toBe('Le message cité compte deux paragraphes.');
    expect(setAside.quoted?.paragraphs.map(({ text }) => text)).toEqual(['Un.', 'Deux.']);
  });
});

describe('a mail of any size and shape', () => {
  const seconds = (work: () => unknown): number => {
    const startedAt = performance.now();
    work();
    return (performance.now() - startedAt) / 1_000;
  };
  const tenMegabytes = 10_000_000;
  const repeat = (text: string): string => text.repeat(Math.ceil(tenMegabytes / text.length));
  const bombs: Readonly<Record<string, Partial<MailToSpeak>>> = {
    'ten megabytes of text': { plain: repeat('Bonjour à tous, voici une longue phrase de plus.\n') },
    'one line of ten megabytes': { plain: repeat('a') },
    'digits only': { plain: repeat('1 234 567 ') },
    'dashes only': { plain: repeat('- ') },
    'quotation marks only': { plain: repeat('> ') },
    'colons and labels': { plain: repeat('De : a\n') },
    'introductions that never end': { plain: repeat('Le 3 mars 2026 ') },
    'ten megabytes of HTML': { html: repeat('<p>Bonjour <b>à tous</b></p>') },
    'elements a million deep': { html: repeat('<div>') + 'fond' },
    'tables in tables': { html: `${'<table><tr><td>'.repeat(5_000)}fond` },
    'tables far apart': {
      html: `${'<table><tr><td>a</td><td><div><div><div><div><div><div><div><div>'.repeat(500)}fond`,
    },
    'blockquotes in blockquotes': { html: `${'<blockquote>'.repeat(50_000)}fond` },
    'styles only': { html: `<style>${repeat('.a{color:red}')}</style><p class=a>fin</p>` },
    'a comment that never ends': { html: `<p>début</p><!--${repeat('x')}` },
    'attributes only': { html: `<p ${repeat('a="b" ')}>fin</p>` },
    'open styles': { html: repeat('<style') },
    'emoji only': { plain: repeat('😀👍🏽') },
    'capitals only': { plain: repeat('URGENT ') },
    'stars only': { plain: repeat('*a _b ') },
    'angle brackets': { plain: repeat('a <') },
  };

  it.each(Object.entries(bombs))('is answered within 2 s: %s', (_name, parts) => {
    let text = '';
    const taken = seconds(() => {
      const spoken = speakMail(mail(parts), listener);
      text = spoken.text;
      expect(faultsOf(spoken.ssml)).toEqual([]);
    });
    expect(taken).toBeLessThan(2);
    expect(text.length).toBeLessThan(3_000_000);
  });

  it('says that it is only the beginning', () => {
    expect(speakMail(mail(bombs['ten megabytes of text'] ?? {}), listener).text).toContain(
      'Ce message est très long : en voici le début.',
    );
    expect(speakMail(mail(bombs['ten megabytes of HTML'] ?? {}), listener).text).toContain(
      'Ce message est très long : en voici le début.',
    );
  });
});
