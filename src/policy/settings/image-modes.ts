/** What is known about images is filled in; or only what contradicts it is found; or it does not count. */
export const IMAGE_KNOWLEDGE = ['fill', 'hint', 'off'] as const;
export type ImageKnowledge = typeof IMAGE_KNOWLEDGE[number];

/** What happens to a workload with an image whose user nobody knows: it must not run as root, or it stays as it is. */
export const UNKNOWN_IMAGE = ['fill', 'skip'] as const;
export type UnknownImage = typeof UNKNOWN_IMAGE[number];
