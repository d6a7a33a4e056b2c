import type { Room } from '#http/house.ts';

/** The rooms of this house, seated in this order. A new room is one more line here. */
export const rooms: readonly Room[] = [];
