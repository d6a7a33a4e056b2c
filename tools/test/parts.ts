/** A part of the tests with its budget: a part that takes longer has grown past what everybody should wait for. */
export type Part = {
  readonly name: string;
  readonly files: readonly string[];
  /** How long its files may take, one after the other. */
  readonly seconds: number;
  /** Of them those that run in processes of their own, the longest first: they take long, or change what is global. */
  readonly alone?: readonly string[];
};

/** What takes longest comes first: nobody waits for it at the end. */
export const parts: readonly Part[] = [
  {
    name: 'house',
    files: ['src/testing/**/*.test.ts'],
    seconds: 240,
    alone: ['src/testing/kill.test.ts', 'src/testing/moving.property.test.ts'],
  },
  {
    name: 'releases',
    files: ['src/releases/**/*.test.ts'],
    seconds: 240,
    alone: ['src/releases/launcher.test.ts', 'src/releases/by-sync.test.ts', 'src/releases/installer.test.ts'],
  },
  { name: 'kernel', files: ['src/kernel/**/*.test.ts'], seconds: 20 },
  { name: 'tools', files: ['tools/**/*.test.ts'], seconds: 40 },
  {
    name: 'log',
    files: ['src/log/**/*.test.ts'],
    seconds: 120,
    alone: ['src/log/postgres/store.test.ts'],
  },
  { name: 'http', files: ['src/http/**/*.test.ts'], seconds: 40 },
  { name: 'people', files: ['src/people/**/*.test.ts'], seconds: 180 },
  {
    name: 'sync',
    files: ['src/sync/**/*.test.ts'],
    seconds: 180,
    alone: ['src/sync/nodes.test.ts'],
  },
  { name: 'lock', files: ['src/lock/**/*.test.ts'], seconds: 60 },
  {
    name: 'care',
    files: ['src/care/**/*.test.ts'],
    seconds: 120,
    alone: ['src/care/disk-process.test.ts'],
  },
  { name: 'library', files: ['src/rooms/library/**/*.test.ts'], seconds: 60 },
  { name: 'timetable', files: ['src/rooms/timetable/**/*.test.ts'], seconds: 60 },
  { name: 'lessons', files: ['src/rooms/lessons/**/*.test.ts'], seconds: 90 },
  { name: 'sitting', files: ['src/rooms/sitting/**/*.test.ts'], seconds: 60 },
  { name: 'journal', files: ['src/rooms/journal/**/*.test.ts'], seconds: 60 },
  { name: 'quiz', files: ['src/rooms/quiz/**/*.test.ts'], seconds: 30 },
  {
    name: 'labs',
    files: ['src/rooms/labs/**/*.test.ts'],
    seconds: 150,
    alone: ['src/rooms/labs/ui/scenes.test.ts'],
  },
  { name: 'bank', files: ['src/rooms/bank/**/*.test.ts'], seconds: 120 },
  { name: 'results', files: ['src/rooms/results/**/*.test.ts'], seconds: 90 },
  { name: 'assessment', files: ['src/rooms/assessment/**/*.test.ts'], seconds: 90 },
  { name: 'scale', files: ['src/rooms/scale/**/*.test.ts'], seconds: 90 },
  { name: 'monitoring', files: ['src/rooms/monitoring/**/*.test.ts'], seconds: 60 },
  { name: 'web', files: ['src/web/**/*.test.ts'], seconds: 60 },
  { name: 'simulation', files: ['src/simulation/*.test.ts', 'src/cli/**/*.test.ts', 'src/*.test.ts'], seconds: 120 },
  {
    name: 'measured',
    files: ['src/simulation/measured/**/*.test.ts'],
    seconds: 60,
    alone: ['src/simulation/measured/*.test.ts'],
  },
  {
    name: 'simulated',
    files: ['src/simulation/world/**/*.test.ts'],
    seconds: 120,
    alone: ['src/simulation/world/*.test.ts'],
  },
  {
    name: 'boot',
    files: ['src/boot/**/*.test.ts'],
    seconds: 60,
    alone: ['src/boot/*.test.ts'],
  },
  {
    name: 'e2e',
    files: ['e2e/**/*.test.ts'],
    seconds: 1100,
    alone: ['e2e/{class,head,office,labs,scale,labs-all}.test.ts', 'e2e/**/*.test.ts'],
  },
];
