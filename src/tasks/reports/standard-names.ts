/** The standards of `audit --standard`. The command line needs their names without loading the controls. */
export const STANDARD_NAMES = ['nsa', 'cis', 'pss'];
