import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const home = import.meta.dirname;

/** What the way of a pupil from the typed address into a lesson says, in one file a language: two requests less. */
const firstWords = [
  'web/words/',
  'people/words/sign-in.',
  'people/words/subjects.',
  'rooms/lessons/words/pupil.',
  'rooms/timetable/words/pupil.',
  'rooms/sitting/words/pupil.',
  'rooms/labs/words/pupil.',
];

/** What the list of laboratories and the bench say. */
const labsWords = ['rooms/labs/words/bench.', 'rooms/labs/words/list.', 'rooms/labs/words/unit.'];

function wordsInOneFile(): Plugin {
  const name = /^virtual:(first|labs)-words\/(kk|ru|en)$/;
  return {
    name: 'words-in-one-file',
    resolveId: { filter: { id: name }, handler: (id) => id },
    load: {
      filter: { id: name },
      handler(id) {
        const sets = id.startsWith('virtual:labs') ? labsWords : firstWords;
        const files = sets.map((set) => join(home, 'src', `${set}${id.slice(-2)}.json`));
        for (const file of files) this.addWatchFile(file);
        const words = Object.assign(
          {},
          ...files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as object),
        ) as object;
        return `export const words = ${JSON.stringify(words)};`;
      },
    },
  };
}

/** The modules that come with one, without those that are fetched later. */
function closureOf(start: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const wanted = [join(home, 'src', start)];
  for (let id = wanted.pop(); id; id = wanted.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    wanted.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/**
 * The bench in two files: what the list of laboratories needs as well, and the rest; and each laboratory in one. Left to
 * itself the builder makes a file of each group of modules that some screens share: twenty of them for the bench, and three
 * or four for a laboratory, which a weak tablet asks for six at a time.
 */
function labFile(id: string, context: Rolldown.ChunkingContext): string | undefined {
  const lab = /labs\/labs\/([a-z-]+)\/[a-z-]+\.tsx?$/.exec(id)?.[1];
  if (lab) return `lab-${lab}`;
  const isOf = (start: string): boolean => closureOf(start, context).has(id);
  if (isOf('web/main.tsx') || !isOf('rooms/labs/ui/bench-page.tsx')) return undefined;
  return isOf('rooms/labs/ui/lab-parts.ts') || isOf('rooms/labs/ui/labs-list.tsx') ? 'labs' : 'bench';
}

/** Puts the style sheet of the shell into the page: one request less before anything can be drawn. */
function styleInPage(): Plugin {
  return {
    name: 'style-in-page',
    generateBundle: {
      // After vite has written down which sheets a chunk waits for.
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        page.source = String(page.source).replace(
          /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
          (link, name: string) => {
            const sheet = bundle[name];
            if (sheet?.type !== 'asset') return link;
            delete bundle[name];
            waitForNothing(bundle, name);
            return `<style>${String(sheet.source).trim()}</style>`;
          },
        );
      },
    },
  };
}

/** Chunks that lean on the page's own name its sheet as something to fetch first: in its place the page's script stands. */
function waitForNothing(bundle: Rolldown.OutputBundle, sheet: string): void {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
  const entry = chunks.find((chunk) => chunk.name === 'index')?.fileName ?? '';
  for (const chunk of chunks) chunk.code = chunk.code.replaceAll(`"${sheet}"`, `"${entry}"`);
}

/** Tells the service worker the files that a pupil needs to begin: the page's script, the first words, pictures and the math font. */
function pupilFiles(): Plugin {
  return {
    name: 'pupil-files',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle['service-worker.js'];
        if (worker?.type !== 'chunk') return;
        const isPupils = (each: Rolldown.OutputAsset | Rolldown.OutputChunk): boolean => {
          if (each.type === 'asset') return /\.(svg|woff2)$|run-tablet.*\.css$/.test(each.fileName);
          return (
            /^(index|run-tablet|run-time)$/.test(each.name) ||
            Boolean(each.facadeModuleId?.startsWith('virtual:first-words/'))
          );
        };
        const files = Object.values(bundle)
          .filter(isPupils)
          .map((each) => `/${each.fileName}`);
        worker.code = worker.code.replaceAll('PUPIL_FILES', JSON.stringify(files.toSorted()));
      },
    },
  };
}

// Vite loads its settings by their default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  root: join(home, 'src', 'web'),
  publicDir: false,
  plugins: [wordsInOneFile(), styleInPage(), pupilFiles()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(home, 'dist', 'web'),
    emptyOutDir: true,
    target: 'chrome114',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      input: {
        index: join(home, 'src', 'web', 'index.html'),
        'service-worker': join(home, 'src', 'web', 'service-worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ debugName: 'labs', test: /src\/(rooms\/labs|kernel)\/|node_modules/, name: labFile }],
        },
      },
    },
  },
});
