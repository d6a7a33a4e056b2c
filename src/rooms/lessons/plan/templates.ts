/** How a lesson is laid out before it has content: a common beginning and end, and how the teacher goes round between. */
export type Template = {
  readonly id: TemplateId;
  /** For how many lanes in the room. */
  readonly from: number;
  readonly to: number;
  /** Minutes together at the beginning and at the end; a single lane has them with the teacher. */
  readonly opening: number;
  readonly closing: number;
  /** How often the teacher comes to each lane in between, at least; 0: the time between is everybody's own. */
  readonly rounds: 0 | 1 | 2;
};

export const templateIds = ['together', 'staggered', 'rounds', 'shared', 'explain', 'practise'] as const;
export type TemplateId = (typeof templateIds)[number];

/** In the order in which they are offered. The minutes are those of a lesson of 40; they hold for 35 and 45 too. */
export const templates: readonly Template[] = [
  { id: 'together', from: 2, to: 4, opening: 5, closing: 5, rounds: 1 },
  { id: 'staggered', from: 2, to: 4, opening: 0, closing: 0, rounds: 1 },
  { id: 'rounds', from: 2, to: 3, opening: 0, closing: 4, rounds: 2 },
  { id: 'shared', from: 2, to: 4, opening: 15, closing: 10, rounds: 0 },
  { id: 'explain', from: 1, to: 1, opening: 18, closing: 5, rounds: 0 },
  { id: 'practise', from: 1, to: 1, opening: 8, closing: 5, rounds: 1 },
];

/** The templates for so many lanes with the room's own teacher. */
export function templatesFor(lanes: number): readonly Template[] {
  return templates.filter(({ from, to }) => lanes >= from && lanes <= to);
}
