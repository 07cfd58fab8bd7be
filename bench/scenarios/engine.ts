import type { DEFAULT_CONTEXT as DefaultContext } from '#lib/policy/context/context.js';
import type { evaluate as Evaluate } from '#lib/policy/engine/evaluate.js';
import type { harden as Harden } from '#lib/policy/engine/harden.js';
import type { profileOf as ProfileOf } from '#lib/policy/engine/profile.js';
import { bundled } from './bundled';

export const { evaluate } = bundled('engine', 'engine/evaluate') as { evaluate: typeof Evaluate };
export const { harden } = bundled('engine', 'engine/harden') as { harden: typeof Harden };
export const { profileOf } = bundled('engine', 'engine/profile') as { profileOf: typeof ProfileOf };
export const { DEFAULT_CONTEXT } = bundled('context', 'context/context') as { DEFAULT_CONTEXT: typeof DefaultContext };
