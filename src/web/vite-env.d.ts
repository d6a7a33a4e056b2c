/// <reference types="vite/client" />

/** Made by vite.config.ts of what the list of laboratories and the bench say. */
declare module 'virtual:labs-words/*' {
  export const words: Readonly<Record<string, string>>;
}

/** Made by vite.config.ts of the words of the shell, of signing in and of a pupil's screens. */
declare module 'virtual:first-words/*' {
  export const words: Readonly<Record<string, string>>;
}
