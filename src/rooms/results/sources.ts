import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { LinkError } from '#rooms/scale/index.ts';
import type { Measured } from './model/measured.ts';
import type { Evidence } from './model/objectives.ts';

/** A pupil who was to sit and did not. */
export type Missing = { readonly person: PersonId; readonly school: SchoolId };

/** What this room asks of the rooms before it; a part that is left out (`school`) is all. */
export interface Sources {
  /** The cells of a study that have scores here: at the region once calibrated, at a school once its keys are open. */
  cellsOf(house: House, study: string): Promise<readonly string[]>;
  measured(house: House, study: string, cell: string, school?: SchoolId): Promise<readonly Measured[]>;
  /** Points by objective; items that were not given or not reached are left out. */
  evidence(house: House, study: string, cell: string, school: SchoolId): Promise<readonly Evidence[]>;
  missing(house: House, study: string, cell: string, school?: SchoolId): Promise<readonly Missing[]>;
  /** The link between two studies of a cell, in points of the scale; undefined: they are not linked. */
  linkOf(house: House, start: string, end: string, cell: string): Promise<LinkError | undefined>;
}
