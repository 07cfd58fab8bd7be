import { BASELINE } from './baseline';
import { Control } from './control';
import { DECLARATIONS } from './declarations';
import { DOCKERFILE_CONTROLS } from './dockerfile';
import { HARDENED } from './hardened';
import { OBJECTS } from './objects';
import { OUTPUT_CONTROLS } from './output';
import { PLATFORM } from './platform';
import { RESTRICTED } from './restricted';
import { STARTUP_CONTROLS } from './startup';
import { WAIVER_CONTROLS } from './waivers';

/** Every control, in the order in which reports list findings. */
export const CATALOG: readonly Control[] = [
  ...BASELINE,
  ...RESTRICTED,
  ...HARDENED,
  ...OBJECTS,
  ...DOCKERFILE_CONTROLS,
  ...PLATFORM,
  ...STARTUP_CONTROLS,
  ...DECLARATIONS,
  ...OUTPUT_CONTROLS,
  ...WAIVER_CONTROLS,
];

const BY_ID: ReadonlyMap<string, Control> = new Map(CATALOG.map((control) => [control.id, control]));

const OWN = new Map<string, Control>();

/** Makes the controls of a team known by their ids, which no built-in control can have. */
export function addOwnControls(controls: readonly Control[]): void {
  controls.forEach((control) => OWN.set(control.id, control));
}

/** The control with an id, built-in or of a team; undefined if the id is unknown. */
export function findControl(id: string): Control | undefined {
  return BY_ID.get(id) ?? OWN.get(id);
}
