import { ok } from 'node:assert';
import { evaluate } from '#lib/engine/evaluate.js';
import { profileOf } from '#lib/engine/profile.js';
import { inMemory } from './in-memory';

const PROFILE = profileOf('hardened');

/** Evaluates pods without hardening, each with at least ten findings. */
export const scenario = inMemory((manifest) => evaluate(manifest, PROFILE), (manifest) => {
  ok(evaluate(manifest, PROFILE).length >= 10);
  return manifest;
});
