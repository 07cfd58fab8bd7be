import { harden } from '#lib/engine/harden.js';
import { inMemory } from './in-memory';

/** Fills in what is missing in pods that nobody hardened. */
export const scenario = inMemory((manifest) => harden(manifest));
