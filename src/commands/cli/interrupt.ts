/** The user interrupted the run. */
export class Interrupted extends Error {}
