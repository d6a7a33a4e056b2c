import type { BuildOptions, PackBuild, PackSource } from './builder.ts';

/** `builder.ts`'s. What reads lessons and formulas is loaded with the first pack: most starts of a node need none of it. */
export async function buildPack(source: PackSource, options: BuildOptions = {}): Promise<PackBuild> {
  const builder = await import('./builder.ts');
  return builder.buildPack(source, options);
}
