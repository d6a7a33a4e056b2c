import type { QtiVersion } from '../model/qti-version.ts';
import { attributeIn, nameIn } from './versions.ts';
import type { XmlChild, XmlNode } from './tree.ts';

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';

/** A tree as a file of a version. What is not allowed in XML is left out of its texts. */
export function writeXml(root: XmlNode, version: QtiVersion): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${written(root, version)}\n`);
}

function written(child: XmlChild, version: QtiVersion): string {
  if (typeof child === 'string') return escaped(child).replaceAll('>', '&gt;');
  const name = nameIn(version, child.name);
  const own = Object.entries(child.attributes).map(([key, value]) => {
    return ` ${attributeIn(version, child.name, key)}="${escaped(value).replaceAll('"', '&quot;')}"`;
  });
  const namespace = child.name === 'math' ? ` xmlns="${mathNamespace}"` : '';
  const start = `<${name}${namespace}${own.join('')}`;
  if (child.children.length === 0) return `${start}/>`;
  return `${start}>${child.children.map((each) => written(each, version)).join('')}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
