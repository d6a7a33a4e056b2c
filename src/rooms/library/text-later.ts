import type { buildMedia } from './builder-media.ts';
import type { renderBlocks, renderGapLine, renderInline } from './model/markdown.ts';

/** Makes HTML from the library's Markdown, and media that may be shown from files. */
export type TextMaker = {
  readonly blocks: typeof renderBlocks;
  readonly inline: typeof renderInline;
  readonly gapLine: typeof renderGapLine;
  readonly media: typeof buildMedia;
};

/** For rooms whose texts follow the library's rules (PCK-6 to PCK-8, PCK-15, PCK-21). Loaded when first used. */
export async function textMaker(): Promise<TextMaker> {
  const [{ renderBlocks, renderInline, renderGapLine }, { buildMedia }] = await Promise.all([
    import('./model/markdown.ts'),
    import('./builder-media.ts'),
  ]);
  return { blocks: renderBlocks, inline: renderInline, gapLine: renderGapLine, media: buildMedia };
}
