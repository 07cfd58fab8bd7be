/** The profiles. Each contains all controls of the one before it, or stricter ones instead. */
export const LEVELS = ['pss-baseline', 'pss-restricted', 'hardened'] as const;
export type Level = typeof LEVELS[number];
