import { evaluate } from '#lib/policy/engine/evaluate.js';
import { harden } from '#lib/policy/engine/harden.js';
import { profileOf } from '#lib/policy/engine/profile.js';
import { DEFAULT_SETTINGS } from '#lib/policy/settings/settings.js';
import { inMemory } from './in-memory';

const PROFILE = profileOf('hardened');

/** Fills in what is missing in pods that nobody hardened, and evaluates the result. */
export const scenario = inMemory((manifest) => evaluate(harden(manifest, DEFAULT_SETTINGS).manifest, PROFILE, DEFAULT_SETTINGS));
