import { childNamed, childrenNamed, textOf, within, type XmlNode } from './tree.ts';

/** What an item declares to be right for one of its interactions. */
export type Declared = {
  readonly cardinality: string;
  readonly baseType: string;
  readonly correct: readonly string[];
  /** What a mapping gives points for, in its order. */
  readonly mapped: readonly string[];
  /** Whether right elements are counted, one by one. */
  readonly isCounted: boolean;
  /** How far from the right number is right too. */
  readonly tolerance: string | undefined;
};

/** The declarations of an item by their identifiers, read together with how it scores them. */
export function responsesOf(item: XmlNode): ReadonlyMap<string, Declared> {
  const processing = childNamed(item, 'responseProcessing');
  const template = processing?.attributes['template'] ?? '';
  const steps = processing ? [...within(processing)] : [];
  const counted = new Set(
    steps.filter(({ name }) => name === 'mapResponse').map(({ attributes }) => attributes['identifier'] ?? ''),
  );
  return new Map(
    childrenNamed(item, 'responseDeclaration').map((declaration) => {
      const { identifier = '', cardinality = 'single', baseType = 'identifier' } = declaration.attributes;
      const right = childNamed(declaration, 'correctResponse');
      const mapping = childNamed(declaration, 'mapping');
      const entries = mapping ? childrenNamed(mapping, 'mapEntry') : [];
      const declared: Declared = {
        cardinality,
        baseType,
        correct: right ? childrenNamed(right, 'value').map((value) => textOf(value).trim()) : [],
        mapped: entries
          .filter(({ attributes }) => Number(attributes['mappedValue']) > 0)
          .map(({ attributes }) => attributes['mapKey'] ?? ''),
        isCounted: counted.has(identifier) || /map_response(?:\.xml)?$/u.test(template),
        tolerance: toleranceOf(steps, identifier),
      };
      return [identifier, declared] as const;
    }),
  );
}

function toleranceOf(steps: readonly XmlNode[], identifier: string): string | undefined {
  const compared = steps.find((step) => {
    const isOfIt = [...within(step)].some(
      ({ name, attributes }) => name === 'variable' && attributes['identifier'] === identifier,
    );
    return step.name === 'equal' && step.attributes['toleranceMode'] === 'absolute' && isOfIt;
  });
  return compared?.attributes['tolerance']?.trim().split(/\s+/u)[0];
}

/** What is right: said by itself, or else what a mapping gives points for. */
export function rightOf({ correct, mapped }: Declared): readonly string[] {
  return correct.length > 0 ? correct : mapped;
}
