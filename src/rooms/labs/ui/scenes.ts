import type { ComponentType } from 'preact';
import type { Language } from '#kernel/language.ts';
import type { Dictionary, Say } from '#web/words.ts';
import type { Bench } from '../model/replay.ts';
import type { Deed } from '../model/world.ts';

/** What a scene is given: the bench as it stands at this moment of lab time, and a hand. */
export type SceneProps<State> = {
  readonly state: State;
  readonly bench: Bench<State>;
  readonly say: Say;
  readonly act: (deed: Deed) => void;
};
export type Scene = ComponentType<SceneProps<never>>;

/** LAB-1: the apparatus of each lab, fetched when it is opened. */
const scenes: Readonly<Record<string, () => Promise<Scene>>> = {
  pendulum: async () => (await import('../labs/pendulum/scene.tsx')).PendulumScene,
  hooke: async () => (await import('../labs/hooke/scene.tsx')).HookeScene,
  heat: async () => (await import('../labs/heat/scene.tsx')).HeatScene,
  refraction: async () => (await import('../labs/refraction/scene.tsx')).RefractionScene,
  lens: async () => (await import('../labs/lens/scene.tsx')).LensScene,
  incline: async () => (await import('../labs/incline/scene.tsx')).InclineScene,
  gas: async () => (await import('../labs/gas/scene.tsx')).GasScene,
  melting: async () => (await import('../labs/melting/scene.tsx')).MeltingScene,
  solubility: async () => (await import('../labs/solubility/scene.tsx')).SolubilityScene,
  unknown: async () => (await import('../labs/unknown/scene.tsx')).UnknownScene,
  'gas-collection': async () => (await import('../labs/gas-collection/scene.tsx')).GasCollectionScene,
  chromatography: async () => (await import('../labs/chromatography/scene.tsx')).ChromatographyScene,
  equilibrium: async () => (await import('../labs/equilibrium/scene.tsx')).EquilibriumScene,
  titration: async () => (await import('../labs/titration/scene.tsx')).TitrationScene,
  rate: async () => (await import('../labs/rate/scene.tsx')).RateScene,
  microscope: async () => (await import('../labs/microscope/scene.tsx')).MicroscopeScene,
  floating: async () => (await import('../labs/floating/scene.tsx')).FloatingScene,
  germination: async () => (await import('../labs/germination/scene.tsx')).GerminationScene,
  photoelectric: async () => (await import('../labs/photoelectric/scene.tsx')).PhotoelectricScene,
  grating: async () => (await import('../labs/grating/scene.tsx')).GratingScene,
  circuit: async () => (await import('../labs/circuit/scene.tsx')).CircuitScene,
  decay: async () => (await import('../labs/decay/scene.tsx')).DecayScene,
  cell: async () => (await import('../labs/cell/scene.tsx')).CellScene,
  electrolysis: async () => (await import('../labs/electrolysis/scene.tsx')).ElectrolysisScene,
  enzyme: async () => (await import('../labs/enzyme/scene.tsx')).EnzymeScene,
  enthalpy: async () => (await import('../labs/enthalpy/scene.tsx')).EnthalpyScene,
  heart: async () => (await import('../labs/heart/scene.tsx')).HeartScene,
  population: async () => (await import('../labs/population/scene.tsx')).PopulationScene,
  cross: async () => (await import('../labs/cross/scene.tsx')).CrossScene,
  hardy: async () => (await import('../labs/hardy/scene.tsx')).HardyScene,
  quadrat: async () => (await import('../labs/quadrat/scene.tsx')).QuadratScene,
  osmosis: async () => (await import('../labs/osmosis/scene.tsx')).OsmosisScene,
  photosynthesis: async () => (await import('../labs/photosynthesis/scene.tsx')).PhotosynthesisScene,
  gel: async () => (await import('../labs/gel/scene.tsx')).GelScene,
};

const words = import.meta.glob<Dictionary>('../labs/*/words/*.json', { import: 'default' });

/** A work with real apparatus alone has its apparatus on the table, and none on the screen. */
const noScene: Scene = () => null;

export function sceneOf(lab: string): Promise<Scene> | undefined {
  return lab.startsWith('real-') ? Promise.resolve(noScene) : scenes[lab]?.();
}

/** What a lab says, in one language; nothing where it has none. */
export async function labWords(lab: string, language: Language): Promise<Dictionary> {
  return (await words[`../labs/${lab}/words/${language}.json`]?.()) ?? {};
}
