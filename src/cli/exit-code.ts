/** Nothing at or above the threshold; findings; an error that kept the command from its work. */
export const EXIT_CODES = { clean: 0, findings: 1, error: 2 } as const;

export type ExitCode = typeof EXIT_CODES[keyof typeof EXIT_CODES];
