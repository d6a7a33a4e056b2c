import type { Post } from '#http/who.ts';

/** How far a person sees: MON-9. */
export type Sight =
  | { readonly kind: 'region' }
  | { readonly kind: 'districts'; readonly districts: readonly string[] }
  | { readonly kind: 'totals' };

/** The widest sight of a person's posts. A methodist whose post names no district sees nothing. */
export function sightOf(posts: readonly Post[]): Sight {
  if (posts.some((post) => post.role === 'coordinator')) return { kind: 'region' };
  const methodist = posts.filter((post) => post.role === 'methodist');
  if (methodist.length > 0) {
    return { kind: 'districts', districts: methodist.flatMap(({ district }) => (district ? [district] : [])) };
  }
  return { kind: 'totals' };
}

/** Whether a school's district, by its Kazakh name, lies within a sight. A funder's totals are the whole region's. */
export function isWithin(sight: Sight, district: string): boolean {
  return sight.kind !== 'districts' || sight.districts.includes(district);
}
