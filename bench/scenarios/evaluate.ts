import { ok } from 'node:assert';
import { inMemory } from './in-memory';
import { evaluate } from 'cdk8s-hardened/lib/engine/evaluate.js';
import { harden } from 'cdk8s-hardened/lib/engine/harden.js';
import { profileOf } from 'cdk8s-hardened/lib/engine/profile.js';
import { DEFAULT_SETTINGS } from 'cdk8s-hardened/lib/settings/settings.js';

const PROFILE = profileOf('hardened');

/** Evaluates pods without errors: every check runs to its end. */
export const scenario = inMemory((manifest) => evaluate(manifest, PROFILE, DEFAULT_SETTINGS), (manifest) => {
  const hardened = harden(manifest, DEFAULT_SETTINGS).manifest;
  const errors = evaluate(hardened, PROFILE, DEFAULT_SETTINGS).filter(({ severity }) => severity === 'error');
  ok(errors.length === 0, `a manifest that should be safe: ${errors.map(({ control }) => control.id).join(', ')}`);
  return hardened;
});
