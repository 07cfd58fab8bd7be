import { inMemory } from './in-memory';
import { evaluate } from 'cdk8s-hardened/lib/engine/evaluate.js';
import { harden } from 'cdk8s-hardened/lib/engine/harden.js';
import { profileOf } from 'cdk8s-hardened/lib/engine/profile.js';
import { DEFAULT_SETTINGS } from 'cdk8s-hardened/lib/settings/settings.js';

const PROFILE = profileOf('hardened');

/** Fills in what is missing in pods that nobody hardened, and evaluates the result. */
export const scenario = inMemory((manifest) => evaluate(harden(manifest, DEFAULT_SETTINGS).manifest, PROFILE, DEFAULT_SETTINGS));
