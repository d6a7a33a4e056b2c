/** Why two passes over a sheet differed on a line (ASM-32). */
export const resolveReasons = ['mistyped', 'hard-to-read', 'pupil-changed', 'other'] as const;
