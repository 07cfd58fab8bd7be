/** The shells that a command line can be completed in. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = typeof SHELLS[number];
