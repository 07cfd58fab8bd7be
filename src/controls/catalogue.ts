import { BASELINE } from './baseline';
import { Control } from './control';
import { DECLARATIONS } from './declarations';
import { DOCKERFILE } from './dockerfile';
import { HARDENED } from './hardened';
import { OBJECTS } from './objects';
import { OUTPUT } from './output';
import { PLATFORM } from './platform';
import { RESTRICTED } from './restricted';
import { STARTUP } from './startup';
import { WAIVERS } from './waivers';

/** Every control, in the order in which reports list findings. */
export const CATALOGUE: readonly Control[] = [
  ...BASELINE,
  ...RESTRICTED,
  ...HARDENED,
  ...OBJECTS,
  ...DOCKERFILE,
  ...PLATFORM,
  ...STARTUP,
  ...DECLARATIONS,
  ...OUTPUT,
  ...WAIVERS,
];
