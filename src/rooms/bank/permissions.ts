import { allower } from '#http/frame.ts';

/** Who keeps the item bank: people of the region. Nobody at a school sees an item of the monitoring pool here. */
const keepers = ['coordinator', 'methodist'] as const;

export const bankPermissions = {
  'bank.see': keepers,
  'bank.write': keepers,
  /** A second person says so: BNK-21. */
  'bank.review': keepers,
  /** Signed addresses stand in for a token. */
  'bank.see-media': ['anyone'],
} as const;

export const allow = allower(bankPermissions);
