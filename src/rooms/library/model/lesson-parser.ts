import type { Language } from '#kernel/language.ts';
import { parseFrontMatter, type FrontMatter } from './front-matter.ts';
import { renderBlocks, renderInline, type TextContext } from './markdown.ts';
import { packFormat, type BuiltLesson, type Html, type Part, type Section } from './pack.ts';
import type { SourceLine } from './question-lines.ts';
import { parseQuestion } from './question-parser.ts';
import { questionKinds, type Question, type QuestionKind } from './question.ts';

export type LessonSource = { readonly id: string; readonly language: Language; readonly text: string };

/** A lesson file as read, with the lines that errors found later (between languages) point to. */
export type ParsedLesson = {
  readonly lesson: BuiltLesson;
  readonly front: FrontMatter;
  readonly lineByQuestion: ReadonlyMap<string, number>;
};

type Block = {
  readonly name: string;
  readonly rest: string;
  readonly line: number;
  readonly lines: readonly SourceLine[];
};
type Chunk =
  | { readonly kind: 'section'; readonly lines: readonly SourceLine[] }
  | { readonly kind: 'text'; readonly lines: readonly SourceLine[] }
  | (Block & { readonly kind: 'block' });

/**
 * Reads one language file of a lesson. Reports everything that is wrong with it; undefined only if its front matter
 * is unusable.
 */
export function parseLesson({ id, language, text }: LessonSource, context: TextContext): ParsedLesson | undefined {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u);
  const { front, next } = parseFrontMatter(lines, context.report);
  const numbered = lines.slice(next).map((line, place) => ({ text: line, line: next + place + 1 }));
  const body = readBody(chunksOf(numbered, context), context);
  if (!front) return undefined;
  const listen = front.listen && context.useMedia(front.listen, front.lines.get('listen') ?? 1, ['audio']);
  const { title, subject, grade, minutes, objectives } = front;
  const head = { format: packFormat, id, language, title, subject, grade, minutes, objectives } as const;
  const lesson = { ...head, ...(listen ? { listen: listen.ref } : {}), ...withoutLines(body) };
  return { lesson, front, lineByQuestion: body.lineByQuestion };
}

type Body = {
  readonly sections: readonly Section[];
  readonly questions: readonly Question[];
  readonly lineByQuestion: ReadonlyMap<string, number>;
};

function withoutLines({ sections, questions }: Body) {
  return { sections, questions };
}

/** Cuts the body at `##` headings and at `:::` blocks. */
function chunksOf(lines: readonly SourceLine[], { report }: TextContext): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let text: SourceLine[] = [];
  let open: { name: string; rest: string; line: number; lines: SourceLine[] } | undefined;
  const closeText = () => {
    if (text.some((line) => line.text.trim() !== '')) chunks.push({ kind: 'text', lines: text });
    text = [];
  };
  for (const line of lines) {
    const fence = /^:::\s*(\S*)\s*(.*)$/u.exec(line.text.trimEnd());
    if (fence && !fence[1] && open) {
      chunks.push({ kind: 'block', ...open });
      open = undefined;
    } else if (fence && (!fence[1] || open)) {
      report(open ? 'block-in-block' : 'block-not-open', line.line, { found: line.text });
    } else if (fence) {
      closeText();
      open = { name: fence[1] ?? '', rest: fence[2] ?? '', line: line.line, lines: [] };
    } else if (open) {
      open.lines.push(line);
    } else if (line.text.startsWith('## ')) {
      closeText();
      chunks.push({ kind: 'section', lines: [line] });
    } else {
      text.push(line);
    }
  }
  closeText();
  if (open) report('block-not-closed', open.line, { found: `::: ${open.name} ${open.rest}`.trim() });
  return open ? [...chunks, { kind: 'block', ...open }] : chunks;
}

function readBody(chunks: readonly Chunk[], context: TextContext): Body {
  const sections: { title: Html; parts: Part[] }[] = [];
  const questions: Question[] = [];
  const lineByQuestion = new Map<string, number>();
  const add = (part: Part) => {
    if (sections.length === 0) sections.push({ title: '', parts: [] });
    sections.at(-1)?.parts.push(part);
  };
  for (const chunk of chunks) {
    if (chunk.kind === 'section') {
      sections.push({ title: headingOf(chunk.lines, context), parts: [] });
    } else if (chunk.kind === 'text') {
      add({ html: blocks(chunk.lines, context) });
    } else if (chunk.name === 'question') {
      const question = readQuestion(chunk, questions.length + 1, context);
      if (!question) continue;
      questions.push(question);
      lineByQuestion.set(question.id, chunk.line);
      add({ question: question.id });
    } else {
      add({ html: boxOf(chunk, context) });
    }
  }
  return { sections, questions, lineByQuestion };
}

function headingOf([line]: readonly SourceLine[], context: TextContext): Html {
  return line ? renderInline(line.text.slice(3).trim(), line.line, context) : '';
}

function blocks(lines: readonly SourceLine[], context: TextContext): Html {
  return renderBlocks(lines.map((line) => line.text).join('\n'), lines[0]?.line ?? 0, context);
}

function readQuestion(block: Block, number: number, context: TextContext): Question | undefined {
  const { report } = context;
  const [id = '', kind = '', ...more] = block.rest.split(/\s+/u);
  if (id !== `q${number}`) report('question-id', block.line, { found: id, wanted: `q${number}` });
  if (!isKind(kind) || more.length > 0) {
    report('question-kind', block.line, { found: [kind, ...more].join(' ') });
    return undefined;
  }
  return parseQuestion({ id, kind, line: block.line, lines: block.lines }, context);
}

function isKind(text: string): text is QuestionKind {
  return questionKinds.some((kind) => kind === text);
}

/** PCK-9. */
function boxOf(block: Block, context: TextContext): Html {
  const { report } = context;
  const html = blocks(block.lines, context);
  if (html === '') report('block-empty', block.line, { found: block.name });
  if (block.name === 'remember') {
    if (block.rest) report('remember-title', block.line, { found: block.rest });
    return `<aside class="remember">${html}</aside>`;
  }
  if (block.name !== 'example') report('block-unknown', block.line, { found: block.name });
  if (!block.rest) report('example-title', block.line);
  const title = renderInline(block.rest, block.line, context);
  return `<section class="example"><h3>${title}</h3>${html}</section>`;
}
