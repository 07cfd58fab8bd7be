/**
 * How long a whole `.ci/run` may take, in minutes: on two idle cores, with a warm package mirror, and without a root and an API
 * server of an earlier run.
 */
export const CI_MINUTES = 52;

/** How long a part of `npm run test:full` may take, in minutes, on the same machine. */
export const PART_MINUTES = 45;

/** How far the recorded result of a part may be behind the current commit. */
export const MAX_AGE = { commits: 300, days: 14 } as const;
