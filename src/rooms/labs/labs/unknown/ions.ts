/**
 * What salts show when they are tested, as school analysis has it: Pearson Edexcel International GCSE Chemistry, 2.46–2.49
 * (flames, sodium hydroxide, acidified silver nitrate, acid on carbonates); barium, magnesium, aluminium: AQA GCSE C3, tests
 * for positive and negative ions.
 */
export const tests = ['water', 'flame', 'hcl', 'naoh', 'excess', 'warm', 'bacl2', 'agno3'] as const;
export type Test = (typeof tests)[number];

/** All that can be seen, in the order in which it is chosen from. */
export const sights = [
  'none',
  'colourless',
  'blue-solution',
  'green-solution',
  'yellow-solution',
  'yellow-flame',
  'violet-flame',
  'brick-flame',
  'green-flame',
  'bluegreen-flame',
  'white',
  'curdy',
  'cream',
  'yellow',
  'blue',
  'green',
  'brown',
  'black',
  'dissolved',
  'gas',
  'ammonia',
] as const;
export type Sight = (typeof sights)[number];

type Shows = Partial<Readonly<Record<Test, Sight>>>;

export const cations = ['na', 'k', 'ca', 'ba', 'mg', 'al', 'cu', 'fe2', 'fe3', 'nh4'] as const;
export type Cation = (typeof cations)[number];

/** What a cation shows: the colour of its solution and of its flame; what sodium hydroxide does, in excess, and when warmed. */
const byCation: Readonly<Record<Cation, Shows>> = {
  na: { flame: 'yellow-flame' },
  k: { flame: 'violet-flame' },
  ca: { flame: 'brick-flame', naoh: 'white', excess: 'white', warm: 'white' },
  ba: { flame: 'green-flame' },
  mg: { naoh: 'white', excess: 'white', warm: 'white' },
  // Amphoteric: Al(OH)₃ goes into solution as [Al(OH)₄]⁻.
  al: { naoh: 'white', excess: 'dissolved', warm: 'white' },
  // Cu(OH)₂ turns into black CuO when it is warmed.
  cu: { water: 'blue-solution', flame: 'bluegreen-flame', naoh: 'blue', excess: 'blue', warm: 'black' },
  fe2: { water: 'green-solution', naoh: 'green', excess: 'green', warm: 'green' },
  fe3: { water: 'yellow-solution', naoh: 'brown', excess: 'brown', warm: 'brown' },
  nh4: { warm: 'ammonia' },
};

type Anion = 'cl' | 'br' | 'i' | 'so4' | 'co3';

/** What an anion shows. The silver nitrate is acidified with nitric acid, so that carbonate gives gas and no precipitate. */
const byAnion: Readonly<Record<Anion, Shows>> = {
  cl: { agno3: 'curdy' },
  br: { agno3: 'cream' },
  i: { agno3: 'yellow' },
  so4: { bacl2: 'white' },
  co3: { hcl: 'gas', bacl2: 'white', agno3: 'gas' },
};

/** Soluble salts of the school's cupboard. */
const ions: Readonly<Record<string, readonly [Cation, Anion]>> = {
  NaCl: ['na', 'cl'],
  NaBr: ['na', 'br'],
  NaI: ['na', 'i'],
  Na2CO3: ['na', 'co3'],
  Na2SO4: ['na', 'so4'],
  KCl: ['k', 'cl'],
  KBr: ['k', 'br'],
  KI: ['k', 'i'],
  K2CO3: ['k', 'co3'],
  K2SO4: ['k', 'so4'],
  CaCl2: ['ca', 'cl'],
  BaCl2: ['ba', 'cl'],
  MgCl2: ['mg', 'cl'],
  MgSO4: ['mg', 'so4'],
  AlCl3: ['al', 'cl'],
  'Al2(SO4)3': ['al', 'so4'],
  CuCl2: ['cu', 'cl'],
  CuSO4: ['cu', 'so4'],
  FeSO4: ['fe2', 'so4'],
  FeCl3: ['fe3', 'cl'],
  NH4Cl: ['nh4', 'cl'],
  '(NH4)2SO4': ['nh4', 'so4'],
};
export const salts = Object.keys(ions);

export function cationOf(salt: string): Cation {
  return ions[salt]?.[0] ?? 'na';
}

/** What a salt shows in a test. */
export function sightOf(salt: string, test: string): Sight {
  const [cation, anion] = ions[salt] ?? ['na', 'cl'];
  const plain = test === 'water' ? 'colourless' : 'none';
  return byCation[cation][test as Test] ?? byAnion[anion][test as Test] ?? plain;
}

/** What a cation shows in a test; undefined where that is the anion's doing. */
export function cationSight(cation: string, test: string): Sight | undefined {
  if (test === 'hcl' || test === 'bacl2' || test === 'agno3') return undefined;
  return byCation[cation as Cation]?.[test as Test] ?? (test === 'water' ? 'colourless' : 'none');
}
