import { isAbsent } from '../../formats/manifest/json';
import { LATEST_VERSION, MinorVersion } from '../../formats/manifest/version';
import { CATALOG } from '../controls/catalog';
import { Fix } from '../controls/check';
import { checkAt, Control, isPodControl, Level, LEVELS, AnyPodControl } from '../controls/control';

/** How to change a third-party workload. */
export interface Filling {
  /** The profile that the workload should meet. */
  readonly level: Level;
  readonly version?: MinorVersion;
  /** Whether unsafe values of the author are replaced. */
  readonly overridesUnsafe?: boolean;
  /** The ids of the controls that may change values; all if absent. */
  readonly only?: readonly string[];
  /** The ids of controls that must not change values. */
  readonly keep?: readonly string[];
}

/** A step of hardening: the change of a control to a pod. */
export interface Step {
  readonly control: AnyPodControl;
  readonly run: Fix;
  /** Whether the step replaces values of the author. */
  readonly isOverride?: boolean;
}

const POD_CONTROLS = CATALOG.filter(isPodControl);
const ALL_OVERRIDES = overridesOf(POD_CONTROLS);

/** All fixes, as for hardened workloads. */
export const ALL_FIXES = fixesOf(POD_CONTROLS);

/** The steps that bring a workload to a profile. Overrides come first, so that fixes can fill in the values that overrides removed. */
export function stepsOf(filling: Filling): readonly Step[] {
  const { level, version = LATEST_VERSION, overridesUnsafe = false, only, keep = [] } = filling;
  const key = JSON.stringify([level, version, overridesUnsafe, only, keep]);
  const isSelected = (control: AnyPodControl) => mayChange({ only, keep }, control);
  const mayOverride = ({ control }: Step) => overridesUnsafe && isSelected(control) && isWithin(control, level);
  let steps = known.get(key);
  if (!steps) {
    steps = [
      ...ALL_OVERRIDES.filter(mayOverride),
      ...ALL_FIXES.filter(({ control }) => isSelected(control)).map(({ control }) => ({ control, run: fixAt(control, level, version) })),
    ];
    known.set(key, steps);
  }
  return steps;
}

/** Whether a control may change values. */
export function mayChange({ only, keep = [] }: Pick<Filling, 'only' | 'keep'>, { id }: Control): boolean {
  return (!only || only.includes(id)) && !keep.includes(id);
}

/** A cache, because most workloads have the same steps. */
const known = new Map<string, readonly Step[]>();

/**
 * The fix of a control in a profile. Below `hardened`, it fills in only values that the profile requires and the pod lacks. It leaves a
 * field that is safe without a value. Values from the settings are filled in at any level.
 */
function fixAt(control: AnyPodControl, level: Level, version: MinorVersion): Fix {
  const { isRequested, completes } = control;
  const fix = control.fix!;
  if (level === 'hardened' || isRequested === true) {
    return fix;
  }
  const check = isWithin(control, level) ? checkAt(control, level, version) : undefined;
  return (pod, context) => {
    if (isRequested?.(context, pod) || check?.(pod, context).some(({ value }) => isMissing(value) || completes?.(value))) {
      fix(pod, context);
    }
  };
}

/** Whether a field is empty. An empty list is not a choice. */
function isMissing(value: unknown): boolean {
  return isAbsent(value) || (Array.isArray(value) && value.length === 0);
}

function isWithin({ level: own }: AnyPodControl, level: Level): boolean {
  return LEVELS.indexOf(own) <= LEVELS.indexOf(level);
}

/** The fixes of controls, sorted by their `after`. */
export function fixesOf(controls: readonly AnyPodControl[]): readonly Step[] {
  return inOrder(controls.filter(({ fix }) => fix)).map((control) => ({ control, run: control.fix! }));
}

/** The overrides of controls, sorted by their `after`. */
export function overridesOf(controls: readonly AnyPodControl[]): readonly Step[] {
  return inOrder(controls.filter(({ overrideUnsafe }) => overrideUnsafe))
    .map((control) => ({ control, run: control.overrideUnsafe!, isOverride: true }));
}

/** The given order, but each control comes after the controls in its `after`. */
function inOrder(controls: readonly AnyPodControl[]): readonly AnyPodControl[] {
  const ordered = new Set<AnyPodControl>();
  const add = (control: AnyPodControl) => {
    controls.filter(({ id }) => control.after?.includes(id)).forEach(add);
    ordered.add(control);
  };
  controls.forEach(add);
  return [...ordered];
}
