/** The part of subset-font 2.9 that `math-font.ts` uses; the package has no types of its own. */
declare module 'subset-font' {
  type Options = {
    readonly targetFormat: 'sfnt' | 'woff' | 'woff2';
    readonly noHinting: boolean;
    readonly noLayoutClosure: boolean;
    readonly keepFeatures: readonly string[];
    readonly dropTables: readonly string[];
  };

  export default function subsetFont(font: Uint8Array, text: string, options: Options): Promise<Uint8Array>;
}
