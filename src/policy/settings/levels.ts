/** The profiles. Each contains all controls of the previous one, or stricter replacements. */
export const LEVELS = ['pss-baseline', 'pss-restricted', 'hardened'] as const;
export type Level = typeof LEVELS[number];
