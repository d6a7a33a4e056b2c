/** A command of `tirek`; answers with the exit code. Each is loaded only when it is called. */
export type Command = {
  readonly usage: string;
  readonly about: string;
  readonly run: (rest: readonly string[]) => Promise<number>;
};

export const commands: Readonly<Record<string, Command>> = {
  start: {
    usage: 'start',
    about: 'make the sample region under data/ if there is none, and run its three nodes',
    run: async () => (await import('./start.ts')).start(),
  },
  node: {
    usage: 'node',
    about: 'run one node: its data in TIREK_DATA, its door at TIREK_HOST and TIREK_PORT',
    run: async () => (await import('./node.ts')).runNode(),
  },
  rebuild: {
    usage: 'rebuild [projection]',
    about: 'derive all tables, or those of one projection, anew from the records',
    run: async (rest) => (await import('./rebuild.ts')).rebuild(rest),
  },
  stick: {
    usage: 'stick write|read <folder>',
    about: 'carry data between nodes on a USB stick',
    run: async (rest) => (await import('./stick.ts')).stick(rest),
  },
  doctor: {
    usage: 'doctor',
    about: 'look at everything of a node that is not running: what is wrong, and what to do',
    run: async () => (await import('./doctor.ts')).doctor(),
  },
  attack: {
    usage: 'attack',
    about: 'at the region: try to work out small groups of pupils from all tables that were published',
    run: async () => (await import('./attack.ts')).attack(),
  },
  backup: {
    usage: 'backup <folder>',
    about: 'write a sealed backup of the node, for a stick that leaves the house',
    run: async (rest) => (await import('./backup.ts')).backup(rest),
  },
  restore: {
    usage: 'restore <region> <ticket> | --backup <file> | --copy <file>',
    about: 'put a school’s server back into an empty data folder: from its region, or from a sealed backup',
    run: async (rest) => (await import('./restore.ts')).restore(rest),
  },
  enrol: {
    usage: 'enrol request|answer|take <folder>',
    about: 'join a school to its region without a network',
    run: async (rest) => (await import('./enrol.ts')).enrol(rest),
  },
  installer: {
    usage: 'installer <folder>',
    about: 'make the stick by which a school server is installed and updated',
    run: async (rest) => (await import('./installer.ts')).installer(rest),
  },
  release: {
    usage: 'release key|make|publish <file>',
    about: 'make a release of the program; at the region, offer it to the schools',
    run: async (rest) => (await import('./release.ts')).release(rest),
  },
  'technical-report': {
    usage: 'technical-report <microdata.zip> <report.pdf> [kk|ru|en]',
    about: 'make the technical report of a calibration again, from its microdata alone',
    run: async (rest) => (await import('./technical-report.ts')).technicalReport(rest),
  },
  test: {
    usage: 'test [part …]',
    about: 'everything that must hold: checks, tests on both engines, the browser journeys',
    run: async (rest) => (await import('../../tools/test/run.ts')).runTests(rest),
  },
  check: {
    usage: 'check',
    about: 'types, lint, format and words, in seconds',
    run: async () => (await import('../../tools/test/check.ts')).runChecks(),
  },
  proof: {
    usage: 'proof',
    about: 'the long forms of all proofs',
    run: async () => (await import('../../tools/test/run.ts')).runProof(),
  },
  bench: {
    usage: 'bench -- NAME',
    about: 'measure: answers, sync, page, herd, start, rebuild',
    run: async (rest) => (await import('../../bench/run.ts')).runBench(rest),
  },
  simulate: {
    usage: 'simulate -- --seeds N',
    about: 'play stories of a region whose time, lines, disks and power come from a seed',
    run: async (rest) => (await import('./simulate.ts')).simulateCommand(rest),
  },
  help: {
    usage: 'help',
    about: 'this list',
    run: async () => {
      for (const { usage, about } of Object.values(commands)) console.log(`  tirek ${usage.padEnd(28)} ${about}`);
      return 0;
    },
  },
};
