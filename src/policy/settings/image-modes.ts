/** How to use known facts about images: fill them in, only compare them with the manifest, or ignore them. */
export const IMAGE_FACTS = ['fill', 'hint', 'off'] as const;
export type KnownImageMode = typeof IMAGE_FACTS[number];

/** How to treat a workload with an image whose user is unknown: forbid root, or leave the workload unchanged. */
export const UNKNOWN_USER_MODES = ['fill', 'skip'] as const;
export type UnknownUserMode = typeof UNKNOWN_USER_MODES[number];
