/** An element of an item, whatever the version: QTI's own names as QTI 2 writes them (`choiceInteraction`, `maxChoices`). */
export type XmlNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlChild[];
};
export type XmlChild = XmlNode | string;

export function node(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  children: readonly (XmlChild | undefined)[] = [],
): XmlNode {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return {
    name,
    attributes: Object.fromEntries(given) as Record<string, string>,
    children: children.filter((child) => child !== undefined),
  };
}

export function isNode(child: XmlChild): child is XmlNode {
  return typeof child !== 'string';
}

export function elements(of: XmlNode): readonly XmlNode[] {
  return of.children.filter(isNode);
}

export function childNamed(of: XmlNode, name: string): XmlNode | undefined {
  return elements(of).find((child) => child.name === name);
}

export function childrenNamed(of: XmlNode, name: string): readonly XmlNode[] {
  return elements(of).filter((child) => child.name === name);
}

/** All elements beneath, in the order of the document. */
export function* within(of: XmlNode): Generator<XmlNode> {
  for (const child of elements(of)) {
    yield child;
    yield* within(child);
  }
}

/** The text of an element and of all beneath it. */
export function textOf(child: XmlChild): string {
  return typeof child === 'string' ? child : child.children.map(textOf).join('');
}

export function classesOf({ attributes }: XmlNode): readonly string[] {
  return (attributes['class'] ?? '').split(/\s+/u).filter(Boolean);
}

/** Whether nothing would be seen of it: only spaces between elements. */
export function isBlank(child: XmlChild): boolean {
  return typeof child === 'string' && child.trim() === '';
}
