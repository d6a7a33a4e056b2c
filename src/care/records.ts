import { z } from 'zod/mini';
import { recordType } from '#log/projection.ts';

/** The times on records of this node between the two are not to be trusted: its clock was found to be wrong (CARE-22). */
export const clockDoubted = recordType('care.clock-doubted', {
  owner: 'any',
  version: 1,
  body: z.object({
    /** Of the records' own times. */
    from: z.int(),
    to: z.int(),
    /** Whose clock showed it: an adult's device, or the region's. */
    by: z.enum(['adult', 'region']),
    /** By how many milliseconds the clock was behind (or, where it is less than 0, ahead). */
    offset: z.int(),
  }),
});

export const careRecords = [clockDoubted] as const;
