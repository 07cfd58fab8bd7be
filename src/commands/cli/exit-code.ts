/** Nothing at or above the threshold; findings; an error that kept the command from its work; the user ended it, as shells say it. */
export const EXIT_CODES = { clean: 0, findings: 1, error: 2, interrupted: 130 } as const;

export type ExitCode = typeof EXIT_CODES[keyof typeof EXIT_CODES];
