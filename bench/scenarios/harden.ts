import { inMemory } from './in-memory';
import { harden } from '#lib/engine/harden.js';

/** Fills in what is missing in pods that nobody hardened. */
export const scenario = inMemory((manifest) => harden(manifest));
