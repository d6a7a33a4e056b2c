import { pointsOf, type ItemKey, type ScoredPart } from './item.ts';
import { spellingsOf, type SourceItem, type SourcePart, type Spellings, type Texts } from './source.ts';

/** The key of an item as it is written. Spellings and units of all languages are right in each (BNK-4). */
export function keyOf({ id, parts }: SourceItem, version: number): ItemKey {
  const scored = parts.map(scoredPart);
  return { item: id, version, parts: scored, points: pointsOf(scored) };
}

function scoredPart(part: SourcePart): ScoredPart {
  switch (part.kind) {
    case 'single':
      return { kind: 'single', right: part.right };
    case 'number':
      return {
        kind: 'number',
        value: part.right,
        ...(part.tolerance === undefined ? {} : { tolerance: part.tolerance }),
        ...unitsOf(part.unit),
      };
    case 'short':
      return { kind: 'short', words: spellingsOf(part.right) };
    case 'order':
      return { kind: 'order', order: part.right, ...stepsOf(part) };
    case 'match':
      return { kind: 'match', pairs: part.right, ...stepsOf(part) };
    case 'gap':
      return { kind: 'gap', gaps: part.right.map(gapKey), ...stepsOf(part) };
    case 'multiple':
    case 'hotspot':
    case 'table':
      return { kind: part.kind, right: part.right, ...stepsOf(part) };
  }
}

function stepsOf({ steps }: { readonly steps?: ScoredPart['steps'] }): Pick<ScoredPart, 'steps'> {
  return steps === 'each' ? { steps } : {};
}

function unitsOf(unit: Texts | undefined): { readonly unit?: string; readonly units?: readonly string[] } {
  if (unit === undefined) return {};
  if (typeof unit === 'string') return { unit };
  const units = [...new Set(Object.values(unit).filter((each) => each !== undefined))];
  return units.length > 1 ? { unit: unit.kk, units } : { unit: unit.kk };
}

function gapKey(right: number | Spellings): number | readonly string[] {
  return typeof right === 'number' ? right : spellingsOf(right);
}
