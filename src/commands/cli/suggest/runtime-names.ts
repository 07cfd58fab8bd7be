/** The container runtimes that can be used, the preferred one first. */
export const RUNTIMES = ['podman', 'docker'] as const;
export type RuntimeName = typeof RUNTIMES[number];
