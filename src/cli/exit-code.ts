/** Nothing at or above the threshold; findings; the work could not be done. */
export const EXIT_CODES = { clean: 0, findings: 1, cannotWork: 2 } as const;

export type ExitCode = typeof EXIT_CODES[keyof typeof EXIT_CODES];
