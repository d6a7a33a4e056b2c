import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const home = import.meta.dirname;

/** The way of a pupil from the typed address into a lesson loads its words with one request a language. */
const pupilWords =
  /src[\\/](web[\\/]words[\\/]|people[\\/]words[\\/]sign-in\.|rooms[\\/]lessons[\\/]words[\\/]pupil\.)/;

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
  plugins: [styleInPage()],
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
      output: {
        codeSplitting: {
          groups: [
            {
              name: (id: string) => (pupilWords.test(id) ? `words-${/(kk|ru|en)\.json$/.exec(id)?.[1]}` : null),
              test: pupilWords,
              debugName: 'words',
            },
          ],
        },
      },
    },
  },
});
