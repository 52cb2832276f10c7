import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { IspdbProvider, UpstreamJson, type DeltaChatProvider } from './upstream.js';
import { elementsOf, readXml, type XmlElement } from './xml-elements.js';

/** What is published elsewhere. `deltaChat` is null when the source says nothing of it. */
export interface Upstream {
  readonly ispdb: readonly IspdbProvider[];
  readonly deltaChat: readonly DeltaChatProvider[] | null;
}

/** Reads a folder of ISPDB files, one of them, or a JSON file of both sources. @throws Error that names the file */
export function readUpstream(path: string): Upstream {
  if (path.endsWith('.json')) {
    const { providers, preparation } = UpstreamJson.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { ispdb: providers, deltaChat: preparation };
  }
  const files = statSync(path).isDirectory() ? xmlFilesOf(path) : [path];
  if (files.length === 0) throw new Error(`${path} has no XML files`);
  return { ispdb: files.flatMap(readXmlFile), deltaChat: null };
}

function xmlFilesOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.xml'));
  return names.toSorted().map((name) => join(folder, name));
}

function readXmlFile(path: string): IspdbProvider[] {
  try {
    return elementsOf(readXml(readFileSync(path, 'utf8')), 'emailProvider').map(providerOf);
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat */
function providerOf(element: XmlElement): IspdbProvider {
  const urls = (name: string, attribute: string): string[] =>
    elementsOf(element, name).flatMap(({ attributes }) => attributes[attribute] ?? []);
  return IspdbProvider.parse({
    id: element.attributes['id'],
    name: textOf(element, 'displayName') ?? element.attributes['id'],
    domains: elementsOf(element, 'domain').map(({ text }) => text.trim()),
    incoming: elementsOf(element, 'incomingServer').map(serverOf),
    outgoing: elementsOf(element, 'outgoingServer').map(serverOf),
    enable: urls('enable', 'visiturl').map((url) => ({ url })),
    docs: urls('documentation', 'url'),
  });
}

function serverOf(element: XmlElement): Record<string, unknown> {
  return {
    type: element.attributes['type'],
    host: textOf(element, 'hostname'),
    port: textOf(element, 'port'),
    socket: textOf(element, 'socketType'),
    user: textOf(element, 'username'),
    auth: elementsOf(element, 'authentication').map(({ text }) => text.trim()),
  };
}

function textOf(element: XmlElement, name: string): string | undefined {
  return elementsOf(element, name)[0]?.text.trim();
}
