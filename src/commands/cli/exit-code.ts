/** Nothing at or above the threshold; findings; an error that kept the command from its work; a signal ended it, as shells say it. */
export const EXIT_CODES = { clean: 0, findings: 1, error: 2, interrupted: 130, terminated: 143 } as const;

export type ExitCode = typeof EXIT_CODES[keyof typeof EXIT_CODES];
