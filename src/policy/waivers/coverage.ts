import { CATALOG } from '../controls/catalog';
import { isPodControl, Level, LEVELS, AnyPodControl } from '../controls/control';
import { EvaluatedFinding } from '../engine/finding';
import { COUNTERPARTS } from '../engine/profile';
import { Waiver } from '../settings/waiver';

/** The profiles that an exception can name: beyond the strictest one there is nothing to accept. */
export const WAIVER_PROFILES: readonly string[] = LEVELS.slice(0, -1);

/** The ids of the controls that a waiver names; none if it names a profile. */
export function controlsOfWaiver({ control, controls = [] }: Waiver): readonly string[] {
  return control === undefined ? controls : [control];
}

/** How messages call a waiver. */
export function waiverName(waiver: Waiver): string {
  return waiver.profile === undefined
    ? `waiver of ${controlsOfWaiver(waiver).map((id) => `"${id}"`).join(', ')}`
    : `waiver for the profile "${waiver.profile}"`;
}

/** Whether a finding is on a pod that Kubernetes would accept, and only profiles that are stricter than the given one have it. */
export function isBeyond(profile: string, { control, level }: EvaluatedFinding): boolean {
  return isPodControl(control) && control.refusedBy === undefined && LEVELS.indexOf(level as Level) > LEVELS.indexOf(profile as Level);
}

/** Whether a finding belongs to a control or to its counterpart. */
export function isAbout({ control, counterparts = [] }: EvaluatedFinding, id: string): boolean {
  return control.id === id || counterparts.some((each) => each.control.id === id);
}

/** A control and its counterparts in other profiles, which check the same values. */
export function familyOf(id: string): readonly string[] {
  return [id, ...counterpartsOf(id).map((control) => control.id)];
}

/** The controls that could report the findings that a waiver of one control covers. */
export function replacementsOf(id: string): readonly string[] {
  return [id, ...counterpartsOf(id).filter(({ overrides }) => overrides?.includes(id)).map((control) => control.id)];
}

function counterpartsOf(id: string): readonly AnyPodControl[] {
  return COUNTERPARTS.get(id) ?? [];
}

/** The controls on pods that a profile does not have. */
export function controlsBeyond(profile: string): readonly string[] {
  const rank = LEVELS.indexOf(profile as Level);
  return CATALOG.filter((control) => isPodControl(control) && LEVELS.indexOf(control.level) > rank).map(({ id }) => id);
}

/** Whether a limit keeps a waiver for a profile from covering a finding: nobody may waive the control of the finding. */
export function isKept({ profile }: Waiver, { control }: EvaluatedFinding, neverWaive: readonly string[]): boolean {
  return profile !== undefined && familyOf(control.id).some((id) => neverWaive.includes(id));
}

/** The profile that waivers give their object; undefined if none does. */
export function profileOfWaivers(waivers: readonly Waiver[]): Level | undefined {
  return LEVELS.find((level) => waivers.some(({ profile }) => profile === level));
}
