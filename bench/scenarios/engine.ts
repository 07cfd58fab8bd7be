import type { evaluate as Evaluate } from '#lib/policy/engine/evaluate.js';
import type { harden as Harden } from '#lib/policy/engine/harden.js';
import type { profileOf as ProfileOf } from '#lib/policy/engine/profile.js';
import type { DEFAULT_SETTINGS as DefaultSettings } from '#lib/policy/settings/settings.js';
import { bundled } from './bundled';

export const { evaluate } = bundled('engine', 'engine/evaluate') as { evaluate: typeof Evaluate };
export const { harden } = bundled('engine', 'engine/harden') as { harden: typeof Harden };
export const { profileOf } = bundled('engine', 'engine/profile') as { profileOf: typeof ProfileOf };
export const { DEFAULT_SETTINGS } = bundled('settings', 'settings/settings') as { DEFAULT_SETTINGS: typeof DefaultSettings };
