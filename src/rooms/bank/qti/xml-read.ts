import { err, ok, type Result } from '#kernel/result.ts';
import { plainAttribute, plainName } from './versions.ts';
import type { XmlChild, XmlNode } from './tree.ts';

/** An item or manifest is a page or two; what is larger, or deeper, was made to hurt. */
const mostCharacters = 2 * 1024 * 1024;
const mostTags = 40_000;
const mostDepth = 100;

export type XmlFault = {
  readonly key: 'xml-encoding' | 'xml-large' | 'xml-doctype' | 'xml-broken';
  readonly reason: string;
};

/**
 * BNK-42: an XML file as a tree of plain names. A file that declares a document type or an entity is not read at all: so
 * nothing is fetched, and nothing swells. Comments and processing instructions are left out.
 */
export async function readXml(bytes: Uint8Array): Promise<Result<XmlNode, XmlFault>> {
  const text = decoded(bytes);
  if (text === undefined) return err({ key: 'xml-encoding', reason: '' });
  const refused = refusal(text);
  if (refused) return err(refused);
  // Loaded with the first package.
  const { DOMParser } = await import('@xmldom/xmldom');
  let fault = '';
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') throw new Error(message);
    fault ||= message;
  };
  try {
    const root = new DOMParser({ onError, locator: false }).parseFromString(text, 'text/xml').documentElement;
    if (!root || fault !== '') return err({ key: 'xml-broken', reason: fault });
    return ok(treeOf(root as unknown as DomNode));
  } catch (error) {
    // The parser says by throwing what is wrong; that is an expected failure here.
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return err({ key: 'xml-broken', reason: reason.slice(0, 200) });
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const encoding = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)/iu.exec(text)?.[1] ?? 'utf-8';
    return /^(?:utf-?8|us-ascii)$/iu.test(encoding) && !text.includes('\u0000') ? text : undefined;
  } catch {
    return undefined;
  }
}

function refusal(text: string): XmlFault | undefined {
  if (text.length > mostCharacters) return { key: 'xml-large', reason: '' };
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/iu.test(text)) return { key: 'xml-doctype', reason: '' };
  const tags = text.match(/<[^!?]/gu)?.length ?? 0;
  return tags > mostTags || depthOf(text) > mostDepth ? { key: 'xml-large', reason: '' } : undefined;
}

/** How deep elements stand in each other, at most: counted before a parser that follows them is called. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of text.matchAll(/<\/?[A-Za-z_](?:[^<>"']|"[^"]*"|'[^']*')*>/gu)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

type DomNode = {
  readonly nodeType: number;
  readonly localName: string | null;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
};

const elementType = 1;
const textTypes: ReadonlySet<number> = new Set([3, 4]);

function treeOf(dom: DomNode): XmlNode {
  const written = dom.localName ?? dom.nodeName;
  const attributes = [...(dom.attributes ?? [])]
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:') && !name.startsWith('xsi:'))
    .map(({ name, value }) => [plainAttribute(written, name), value]);
  const children: XmlChild[] = [];
  for (const child of dom.childNodes) {
    if (child.nodeType === elementType) children.push(treeOf(child));
    else if (textTypes.has(child.nodeType)) children.push(child.nodeValue ?? '');
  }
  return { name: plainName(written), attributes: Object.fromEntries(attributes), children: joined(children) };
}

function joined(children: readonly XmlChild[]): readonly XmlChild[] {
  const out: XmlChild[] = [];
  for (const child of children) {
    const last = out.at(-1);
    if (typeof child === 'string' && typeof last === 'string') out[out.length - 1] = last + child;
    else out.push(child);
  }
  return out;
}
