import { CATALOG } from '../controls/catalog';
import { isOwnControl, isPodControl, Level, LEVELS, AnyPodControl } from '../controls/control';
import { EvaluatedFinding } from '../engine/finding';
import { COUNTERPARTS } from '../engine/profile';
import { Waiver } from '../settings/waiver';

/** The profiles that a waiver can name. Nothing is stricter than the last profile, so a waiver for it would cover nothing. */
export const WAIVER_PROFILES: readonly string[] = LEVELS.slice(0, -1);

/** The ids of the controls that a waiver names; none if it names a profile. */
export function controlsOfWaiver({ control, controls = [] }: Waiver): readonly string[] {
  return control === undefined ? controls : [control];
}

/** The rules of a team that a waiver names. */
export function ownControlsOf(waiver: Waiver): readonly string[] {
  return controlsOfWaiver(waiver).filter((id) => isOwnControl({ id }));
}

/** The name of a waiver in messages. */
export function waiverName(waiver: Waiver): string {
  return waiver.profile === undefined
    ? `waiver of ${controlsOfWaiver(waiver).map((id) => `"${id}"`).join(', ')}`
    : `waiver for the profile "${waiver.profile}"`;
}

/** Whether Kubernetes accepts the pod, and only stricter profiles than the given one report the finding. */
export function isBeyond(profile: string, { control, level }: EvaluatedFinding): boolean {
  return isPodControl(control) && control.refusedBy === undefined && LEVELS.indexOf(level as Level) > LEVELS.indexOf(profile as Level);
}

/** Whether a control, or its counterpart in another profile, has a finding. */
export function isAbout({ control, counterparts = [] }: EvaluatedFinding, id: string): boolean {
  return control.id === id || counterparts.some((each) => each.control.id === id);
}

/** A control, and the controls of other profiles that check the same values. */
export function familyOf(id: string): readonly string[] {
  return [id, ...counterpartsOf(id).map((control) => control.id)];
}

/** The control of a waiver, and the controls that replace it: each can report the findings that the waiver covers. */
export function replacementsOf(id: string): readonly string[] {
  return [id, ...counterpartsOf(id).filter(({ replaces }) => replaces?.includes(id)).map((control) => control.id)];
}

function counterpartsOf(id: string): readonly AnyPodControl[] {
  return COUNTERPARTS.get(id) ?? [];
}

/** The pod controls that a profile does not contain. */
export function controlsBeyond(profile: string): readonly string[] {
  const rank = LEVELS.indexOf(profile as Level);
  return CATALOG.filter((control) => isPodControl(control) && LEVELS.indexOf(control.level) > rank).map(({ id }) => id);
}

/** Whether `neverWaive` contains the control of a finding, so that a waiver for a profile does not cover it. */
export function isKept({ profile }: Waiver, { control }: EvaluatedFinding, neverWaive: readonly string[]): boolean {
  return profile !== undefined && familyOf(control.id).some((id) => neverWaive.includes(id));
}

/** The profile that the waivers of an object name; undefined if they name none. */
export function profileOfWaivers(waivers: readonly Waiver[]): Level | undefined {
  return LEVELS.find((level) => waivers.some(({ profile }) => profile === level));
}
