/** Paths of test files. */
export const LONGEST: readonly string[];
