import { node, type XmlNode } from './tree.ts';

/** What a response is and what is right. */
export function declared(
  identifier: string,
  cardinality: string,
  baseType: string,
  correct: readonly string[],
  mapping?: XmlNode,
): XmlNode {
  const values = correct.map((value) => node('value', {}, [value]));
  return node('responseDeclaration', { identifier, cardinality, baseType }, [
    node('correctResponse', {}, values),
    mapping,
  ]);
}

/** A point for each right element, one less for each wrong one, never below none (BNK-3). */
export function mapped(right: readonly string[], wrong: readonly string[], more: Record<string, string> = {}): XmlNode {
  const entry = (mappedValue: number) => (mapKey: string) => node('mapEntry', { mapKey, mappedValue, ...more });
  return node('mapping', { lowerBound: 0, defaultValue: 0 }, [...right.map(entry(1)), ...wrong.map(entry(-1))]);
}

/** The whole response is right. */
export function isRight(identifier: string): XmlNode {
  return node('match', {}, [node('variable', { identifier }), node('correct', { identifier })]);
}

/** The written word is one of those that are right. */
export function isMapped(identifier: string): XmlNode {
  const one = node('baseValue', { baseType: 'float' }, ['1']);
  return node('equal', { toleranceMode: 'exact' }, [node('mapResponse', { identifier }), one]);
}

export const addOne: XmlNode = node('baseValue', { baseType: 'float' }, ['1']);

/** A point for a part that is wholly right, or what its mapping gives. */
export function scored(id: string, isMappedPart: boolean): XmlNode {
  if (!isMappedPart) return condition([isRight(id)], addOne);
  return added(node('mapResponse', { identifier: id }));
}

/** Points where all tests hold. */
export function condition(tests: readonly XmlNode[], points: XmlNode): XmlNode {
  return node('responseCondition', {}, [node('responseIf', {}, [...tests, added(points)])]);
}

function added(points: XmlNode): XmlNode {
  return node('setOutcomeValue', { identifier: 'SCORE' }, [
    node('sum', {}, [node('variable', { identifier: 'SCORE' }), points]),
  ]);
}
