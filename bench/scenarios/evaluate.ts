import { ok } from 'node:assert';
import { DEFAULT_CONTEXT, evaluate, harden, profileOf } from './engine';
import { inMemory } from './in-memory';

const PROFILE = profileOf('hardened');

/** Evaluates pods without errors: every check runs to its end. */
export const scenario = inMemory((manifest) => evaluate(manifest, PROFILE, DEFAULT_CONTEXT), (manifest) => {
  const hardened = harden(manifest, DEFAULT_CONTEXT).manifest;
  const errors = evaluate(hardened, PROFILE, DEFAULT_CONTEXT).filter(({ severity }) => severity === 'error');
  ok(errors.length === 0, `a manifest that should be safe: ${errors.map(({ control }) => control.id).join(', ')}`);
  return hardened;
});
