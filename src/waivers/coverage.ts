import { CATALOG } from '../controls/catalog';
import { isOnContainers, isPodControl, Level, LEVELS, PodControl } from '../controls/control';
import { Counterpart, EvaluatedFinding } from '../engine/finding';
import { COUNTERPARTS } from '../engine/profile';
import { CONTAINER_LISTS } from '../manifest/pod';
import { Waiver } from '../settings/waiver';

/** The profiles that an exception can name: beyond the strictest one there is nothing to accept. */
export const WAIVER_PROFILES: readonly string[] = LEVELS.slice(0, -1);

/** The ids of the controls that a waiver names; none if it names a profile. */
export function controlsOf({ control, controls = [] }: Waiver): readonly string[] {
  return control === undefined ? controls : [control];
}

/** How messages call a waiver. */
export function waiverName(waiver: Waiver): string {
  return waiver.profile === undefined
    ? `waiver of ${controlsOf(waiver).map((id) => `"${id}"`).join(', ')}`
    : `waiver for the profile "${waiver.profile}"`;
}

/**
 * Whether a waiver covers a finding. One on a container must name the container in its list, and then does not cover the same field of the
 * pod, which is that of all containers; one in an object with several pod
 * templates must name the template, and a value that could as well be another must be pinned: so a later sidecar or a later
 * capability is never covered by accident. A stricter or looser control of another profile counts as the one that the waiver names, for
 * what both find.
 */
export function covers(waiver: Waiver, finding: EvaluatedFinding): boolean {
  return waiver.profile === undefined
    ? waiver.template === finding.template && namedOf(waiver, finding).length > 0
    : isBeyond(waiver.profile, finding);
}

/** Whether a waiver names the control of a finding itself, and covers it. */
export function coversExactly(waiver: Waiver, finding: EvaluatedFinding): boolean {
  return waiver.template === finding.template && !isWider(waiver, finding) && names(waiver, finding);
}

/** What a waiver names of a finding: the finding itself, or how other profiles find it. */
export function namedOf(waiver: Waiver, finding: EvaluatedFinding): readonly Counterpart[] {
  return isWider(waiver, finding) ? []
    : [finding, ...reaches(waiver, finding) ? finding.counterparts ?? [] : []].filter((each) => names(waiver, each));
}

/** What a container has of its pod is not accepted for it by a waiver that names other containers. */
function reaches(waiver: Waiver, { container, list = 'containers' }: EvaluatedFinding): boolean {
  return container === undefined || !namesContainers(waiver) || waiver[list]?.includes(container) === true;
}

/** Whether a finding is on a field of the pod that is accepted only for some of its containers. */
function isWider(waiver: Waiver, { control, container }: EvaluatedFinding): boolean {
  return container === undefined && namesContainers(waiver) && isOnContainers(control);
}

function namesContainers(waiver: Waiver): boolean {
  return CONTAINER_LISTS.some((each) => waiver[each] !== undefined);
}

function names(waiver: Waiver, { control, container, list = 'containers', allowKey }: Counterpart): boolean {
  return controlsOf(waiver).includes(control.id)
    && (container === undefined || waiver[list]?.includes(container) === true)
    && (allowKey === undefined ? waiver.allow === undefined : waiver.allow?.includes(allowKey) === true);
}

/** Whether only profiles that are stricter than one find something in the pods of an object, which Kubernetes would accept. */
function isBeyond(profile: string, { control, level }: EvaluatedFinding): boolean {
  return isPodControl(control) && control.refusedBy === undefined && LEVELS.indexOf(level as Level) > LEVELS.indexOf(profile as Level);
}

/** Whether a finding is on what a waiver is for, covered or not: of its controls, or of those that count as them. */
export function concerns(waiver: Waiver, finding: EvaluatedFinding): boolean {
  return waiver.profile === undefined ? controlsOf(waiver).some((id) => isAbout(finding, id)) : isBeyond(waiver.profile, finding);
}

/** Whether a finding is of a control, or of one that counts as it. */
export function isAbout({ control, counterparts = [] }: EvaluatedFinding, id: string): boolean {
  return control.id === id || counterparts.some((each) => each.control.id === id);
}

/** A control, and those of other profiles that are about the same values. */
export function familyOf(id: string): readonly string[] {
  return [id, ...counterpartsOf(id).map((control) => control.id)];
}

/** The controls that could find what a waiver of one control is for. */
export function replacementsOf(id: string): readonly string[] {
  return [id, ...counterpartsOf(id).filter(({ overrides }) => overrides?.includes(id)).map((control) => control.id)];
}

function counterpartsOf(id: string): readonly PodControl[] {
  return COUNTERPARTS.get(id) ?? [];
}

/** The controls on pods that a profile does not have. */
export function controlsBeyond(profile: string): readonly string[] {
  const rank = LEVELS.indexOf(profile as Level);
  return CATALOG.filter((control) => isPodControl(control) && LEVELS.indexOf(control.level) > rank).map(({ id }) => id);
}

/** Whether a limit keeps a waiver for a profile from covering a finding: that of a control which nobody may waive stays. */
export function isKept({ profile }: Waiver, { control }: EvaluatedFinding, neverWaive: readonly string[]): boolean {
  return profile !== undefined && familyOf(control.id).some((id) => neverWaive.includes(id));
}

/** The profile that waivers give their object; undefined if none does. */
export function profileOfWaivers(waivers: readonly Waiver[]): Level | undefined {
  return LEVELS.find((level) => waivers.some(({ profile }) => profile === level));
}
