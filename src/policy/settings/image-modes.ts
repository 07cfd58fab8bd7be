/** Known facts about images are filled in, are only compared with the manifest, or are ignored. */
export const IMAGE_KNOWLEDGE = ['fill', 'hint', 'off'] as const;
export type KnownImageMode = typeof IMAGE_KNOWLEDGE[number];

/** The treatment of a workload with an image whose user is unknown: it must not run as root, or it stays as it is. */
export const UNKNOWN_IMAGE = ['fill', 'skip'] as const;
export type UnknownUserMode = typeof UNKNOWN_IMAGE[number];
