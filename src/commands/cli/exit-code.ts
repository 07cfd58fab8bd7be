export const EXIT_CODES = {
  clean: 0,
  /** Findings at or above the threshold, or differences with `--check`. */
  findings: 1,
  /** The command could not do its work. */
  error: 2,
  /** 128 plus SIGINT, as in shells. */
  interrupted: 130,
  /** 128 plus SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = typeof EXIT_CODES[keyof typeof EXIT_CODES];
