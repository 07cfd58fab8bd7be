import { ok } from 'node:assert';
import { inMemory } from './in-memory';
import { evaluate } from 'cdk8s-hardened/lib/engine/evaluate.js';
import { harden } from 'cdk8s-hardened/lib/engine/harden.js';
import { profileOf } from 'cdk8s-hardened/lib/engine/profile.js';

const PROFILE = profileOf('hardened');

/** Evaluates pods without findings: every check runs to its end. */
export const scenario = inMemory((manifest) => evaluate(manifest, PROFILE), (manifest) => {
  const hardened = harden(manifest).manifest;
  const errors = evaluate(hardened, PROFILE).filter(({ severity }) => severity === 'error');
  ok(errors.length === 0, `a manifest that should be safe: ${errors.map(({ control }) => control.id).join(', ')}`);
  return hardened;
});
