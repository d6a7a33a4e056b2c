import createMarkdownIt, { type Env, type MarkdownIt, type Token } from 'markdown-it';
import { mathMl } from './mathml.ts';
import { addLessonRules } from './markdown-rules.ts';
import type { MediaFile } from './media.ts';
import type { PackErrorKey, Report } from './pack-error.ts';
import type { Html } from './pack.ts';

/** What a text may refer to, and who hears of its errors. */
export type TextContext = {
  readonly report: Report;
  /** The ids of the pack's lessons, for links. */
  readonly lessons: ReadonlySet<string>;
  /** Finds a media file by the path that stands in the text, and notes that the lesson uses it. */
  readonly useMedia: (path: string, line: number, kinds: readonly MediaKind[]) => MediaFile | undefined;
};

export type MediaKind = 'image' | 'audio' | 'video';

/** A line of a gap question: text and gaps in turn, and for each gap its spellings. */
export type GapLine = {
  readonly parts: readonly ({ readonly html: Html } | { readonly words: readonly string[] })[];
};

const markdown = createMarkdown();

/** PCK-6: what a text may consist of, by the names of markdown-it's tokens. */
const allowedTokens = new Set(
  [
    'paragraph heading bullet_list ordered_list list_item table thead tbody tr th td strong em s link'
      .split(' ')
      .flatMap((name) => [`${name}_open`, `${name}_close`]),
    'inline text text_special softbreak hardbreak image formula medium gap fault'.split(' '),
  ].flat(),
);

/** PCK-6 to PCK-8: the text's blocks as HTML. `line` is that of its first line; errors go to `context.report`. */
export function renderBlocks(text: string, line: number, context: TextContext): Html {
  const env: Env = {};
  const tokens = markdown.parse(text, env);
  checkTokens(tokens, line, context);
  return markdown.renderer.render(withFigures(tokens), markdown.options, env).trim();
}

/** PCK-6 to PCK-8: one line of text as HTML without a block around it. */
export function renderInline(text: string, line: number, context: TextContext): Html {
  const env: Env = {};
  const tokens = markdown.parseInline(text, env);
  checkTokens(tokens, line, context);
  return markdown.renderer.render(tokens, markdown.options, env).trim();
}

/** PCK-15: one line with gaps. A gap inside of bold, italics, a link or a formula is an error. */
export function renderGapLine(text: string, line: number, context: TextContext): GapLine {
  const env: Env = { hasGaps: true };
  const tokens = markdown.parseInline(text, env)[0]?.children ?? [];
  checkChildren(tokens, line, context);
  const parts: GapLine['parts'][number][] = [];
  let run: Token[] = [];
  const closeRun = () => {
    const html = markdown.renderer.renderInline(run, markdown.options, env);
    if (html !== '') parts.push({ html });
    run = [];
  };
  for (const token of tokens) {
    if (token.type !== 'gap') run.push(token);
    if (token.type === 'formula' && token.content.includes('{{')) context.report('gap-in-formula', line);
    if (token.type !== 'gap') continue;
    if (token.level > 0) context.report('gap-in-markup', line, { gap: token.content });
    closeRun();
    parts.push({ words: token.content.split('|').map((word) => word.trim()) });
  }
  closeRun();
  return { parts };
}

function createMarkdown(): MarkdownIt {
  // `html` is on so that raw HTML becomes tokens, which are refused; it is never written out.
  const md = createMarkdownIt({ html: true, linkify: false, typographer: false });
  addLessonRules(md);
  md.validateLink = () => true;
  md.renderer.rules['formula'] = (tokens, place) => String(tokens[place]?.meta?.['html'] ?? '');
  md.renderer.rules['medium'] = (tokens, place) => mediumHtml(md, tokens[place]);
  md.renderer.rules['image'] = (tokens, place) => imageHtml(md, tokens[place]);
  for (const silent of ['html_block', 'html_inline', 'fault', 'gap']) md.renderer.rules[silent] = () => '';
  return md;
}

function checkTokens(tokens: readonly Token[], firstLine: number, context: TextContext): void {
  let line = firstLine;
  for (const token of tokens) {
    if (token.map) line = firstLine + token.map[0];
    if (token.type === 'inline') checkChildren(token.children ?? [], line, context);
    else checkToken(token, line, context);
  }
}

function checkChildren(tokens: readonly Token[], firstLine: number, context: TextContext): void {
  let line = firstLine;
  for (const token of tokens) {
    checkToken(token, line, context);
    if (token.type === 'softbreak' || token.type === 'hardbreak') line += 1;
    if (token.type === 'formula') line += token.content.split('\n').length - 1;
  }
}

function checkToken(token: Token, line: number, context: TextContext): void {
  const { report } = context;
  if (!allowedTokens.has(token.type) && token.nesting >= 0) {
    report(refusedKey(token.type), line, { found: token.markup || token.type });
  }
  switch (token.type) {
    case 'fault':
      return report(token.meta?.['key'] as PackErrorKey, line);
    case 'formula':
      return renderFormula(token, line, context);
    case 'medium':
      return checkMedium(token, line, context);
    case 'image':
      return checkImage(token, line, context);
    case 'link_open':
      return checkLink(token, line, context);
    case 'heading_open':
      if (token.tag !== 'h3') report('heading-level', line, { found: token.markup });
      return;
    case 'th_open':
    case 'td_open':
      return classForAlignment(token);
  }
}

function refusedKey(type: string): PackErrorKey {
  return type.startsWith('html') ? 'html-refused' : 'markdown-refused';
}

function renderFormula(token: Token, line: number, { report }: TextContext): void {
  const result = mathMl(token.content, token.markup === '$$');
  if (result.ok) token.meta = { html: result.value };
  else report(result.error.key, line, { formula: token.content, reason: result.error.reason });
}

function checkMedium(token: Token, line: number, context: TextContext): void {
  const path = String(token.attrGet('src'));
  if (token.content === '') context.report('media-without-words', line, { path });
  const file = context.useMedia(path, line, token.info === 'sound' ? ['audio'] : ['video']);
  token.meta = { file };
}

function checkImage(token: Token, line: number, context: TextContext): void {
  const path = String(token.attrGet('src'));
  const words = plainText(token.children ?? []);
  if (words === '') context.report('media-without-words', line, { path });
  token.meta = { file: context.useMedia(path, line, ['image']), words };
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.type === 'softbreak' ? ' ' : token.content))
    .join('')
    .trim();
}

/** PCK-18: links name a lesson of the pack; the reader of the pack puts the address in. */
function checkLink(token: Token, line: number, { report, lessons }: TextContext): void {
  const target = String(token.attrGet('href'));
  if (!lessons.has(target)) report('link-outside', line, { target });
  token.attrs = [['data-lesson', target]];
}

/** A page's policy bars style attributes, so alignment becomes a class. */
function classForAlignment(token: Token): void {
  const style = String(token.attrGet('style') ?? '');
  const alignment = /text-align:(\w+)/u.exec(style)?.[1];
  token.attrs = alignment ? [['class', alignment]] : [];
}

/** A picture, sound or film alone in its paragraph becomes a figure. */
function withFigures(tokens: Token[]): Token[] {
  tokens.forEach((token, place) => {
    const only = token.type === 'inline' && token.children?.length === 1 ? token.children[0] : undefined;
    const before = tokens[place - 1];
    const after = tokens[place + 1];
    if (!only || (only.type !== 'image' && only.type !== 'medium')) return;
    if (before?.type !== 'paragraph_open' || before.hidden || !after) return;
    before.tag = after.tag = 'figure';
    only.meta = { ...only.meta, isFigure: true };
  });
  return tokens;
}

function imageHtml(md: MarkdownIt, token: Token | undefined): Html {
  const file = token?.meta?.['file'] as MediaFile | undefined;
  if (!file) return '';
  const words = md.utils.escapeHtml(String(token?.meta?.['words'] ?? ''));
  return `<img data-media="${file.ref}" alt="${words}"${sizeHtml(file)} loading="lazy">`;
}

function mediumHtml(md: MarkdownIt, token: Token | undefined): Html {
  const file = token?.meta?.['file'] as MediaFile | undefined;
  if (!token || !file) return '';
  const label = md.utils.escapeHtml(token.content);
  const tag = token.info === 'sound' ? 'audio' : 'video';
  const caption = token.meta?.['isFigure'] === true ? `<figcaption>${label}</figcaption>` : '';
  return `${caption}<${tag} controls preload="none" data-media="${file.ref}" aria-label="${label}"></${tag}>`;
}

function sizeHtml({ size }: MediaFile): string {
  return size ? ` width="${size.width}" height="${size.height}"` : '';
}
