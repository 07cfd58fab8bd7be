import { DEFAULT_CONTEXT, evaluate, harden, profileOf } from './engine';
import { inMemory } from './in-memory';

const PROFILE = profileOf('hardened');

/** Fills in what is missing in pods that nobody hardened, and evaluates the result. */
export const scenario = inMemory((manifest) => evaluate(harden(manifest, DEFAULT_CONTEXT).manifest, PROFILE, DEFAULT_CONTEXT));
