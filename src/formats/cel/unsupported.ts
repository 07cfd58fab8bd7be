/** What this evaluator cannot do, although the API server can. */
export class UnsupportedError extends Error {}
