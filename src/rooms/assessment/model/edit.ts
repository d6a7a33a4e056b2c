import type { FormPlace } from './form.ts';

/** What a hand may do to a form: an item moves to another place, or another item takes its place. Places count from 0. */
export type FormEdit =
  | { readonly do: 'move'; readonly from: number; readonly to: number }
  | { readonly do: 'swap'; readonly at: number; readonly by: FormPlace };

/** The places after an edit; the same ones where the edit names none of them. */
export function edited(places: readonly FormPlace[], edit: FormEdit): readonly FormPlace[] {
  if (edit.do === 'swap') return edit.at in places ? places.with(edit.at, edit.by) : places;
  const { from, to } = edit;
  const moved = places[from];
  if (!moved || !(to in places)) return places;
  return places.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** Marks as anchors what the forms of the other time point have too. */
export function remarked(places: readonly FormPlace[], elsewhere: ReadonlySet<string>): readonly FormPlace[] {
  return places.map((place) => ({ ...place, isAnchor: elsewhere.has(place.item) }));
}
