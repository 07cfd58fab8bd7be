/**
 * Clean: no finding at or above the threshold. Error: the command could not do its work. Interrupted: 128 plus the signal, as in shells.
 */
export const EXIT_CODES = { clean: 0, findings: 1, error: 2, interrupted: 130, terminated: 143 } as const;

export type ExitCode = typeof EXIT_CODES[keyof typeof EXIT_CODES];
