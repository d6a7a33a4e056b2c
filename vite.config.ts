import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const home = import.meta.dirname;

/** What the way of a pupil from the typed address into a lesson says, in one file a language: two requests less. */
const firstWords = ['web/words/', 'people/words/sign-in.', 'people/words/subjects.', 'rooms/lessons/words/pupil.'];

function wordsInOneFile(): Plugin {
  const name = /^virtual:first-words\/(kk|ru|en)$/;
  return {
    name: 'words-in-one-file',
    resolveId: { filter: { id: name }, handler: (id) => id },
    load: {
      filter: { id: name },
      handler(id) {
        const files = firstWords.map((set) => join(home, 'src', `${set}${id.slice(-2)}.json`));
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

/** Puts the style sheet of the shell into the page: one request less before anything can be drawn. */
function styleInPage(): Plugin {
  return {
    name: 'style-in-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      page.source = String(page.source).replace(
        /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
        (link, name: string) => {
          const sheet = bundle[name];
          if (sheet?.type !== 'asset') return link;
          delete bundle[name];
          return `<style>${String(sheet.source).trim()}</style>`;
        },
      );
    },
  };
}

// Vite loads its settings by their default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  root: join(home, 'src', 'web'),
  publicDir: false,
  plugins: [wordsInOneFile(), styleInPage()],
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
  },
});
