/** How far a tablet says that its work has come: entries of its outbox that wait, are at the school, at the region. */
export type Lights = { readonly waiting: number; readonly atSchool: number; readonly atRegion: number };

/** The last that was heard of an attempt: not kept, for the next word is some seconds away (SIT-23). */
export type Word = {
  readonly device: string;
  /** How many events the tablet has. */
  readonly n: number;
  /** Active time in tenths of a second. */
  readonly at: number;
  readonly place: number;
  readonly answered: number;
  readonly lights: Lights;
  readonly heardAt: number;
};

export type WordDesk = {
  hear(attempt: string, word: Word): void;
  wordOf(attempt: string): Word | undefined;
};

/** Bounds what words take of memory; a school has some dozens of attempts a day. */
const mostWords = 2000;

export function wordDesk(): WordDesk {
  const words = new Map<string, Word>();
  return {
    hear: (attempt, word) => {
      if (words.size >= mostWords && !words.has(attempt)) words.clear();
      words.set(attempt, word);
    },
    wordOf: (attempt) => words.get(attempt),
  };
}
