import { Profile } from './profile';
import { Control, isObjectControl, Severity, Violation, Violations } from '../controls/control';
import { isForWindows } from '../controls/hardened/windows';
import { DockerfileView } from '../dockerfile/model/dockerfile';
import { settle } from '../manifest/custom-pods';
import { asObject, isAbsent, JsonObject, Path } from '../manifest/json';
import { templatePaths } from '../manifest/paths';
import { ContainerList, isContainerList, PodPart, PodView } from '../manifest/pod';
import { groupKind, objectsIn, podsOf } from '../manifest/workload';
import { thirdPartySettings } from '../settings/platform';
import { Settings } from '../settings/settings';

/** What is wrong in a manifest, where, and under which control. */
export interface Finding extends Violation {
  readonly control: Control;
  readonly severity: Severity;
  readonly remedy: string;
  /** The list of the pod that its container stands in; absent if it is on no container. */
  readonly list?: ContainerList;
  /** The pod template that it is in, as `spec.templates[build]`; absent if the object has no other one. */
  readonly template?: string;
}

/**
 * Judges a manifest: every pod that it makes, and the object itself. Pure; the manifest is final JSON, as it would be applied.
 *
 * @returns the findings in the order of the catalogue, none for a manifest that is as the profile wants it
 */
export function evaluate(manifest: JsonObject, profile: Profile, settings: Settings = thirdPartySettings('kubernetes')): Finding[] {
  const findings: Finding[] = [];
  for (const { object, path } of objectsIn(manifest)) {
    const told = new Set<string>();
    const pods = podsOf(object, path);
    const templateOf = pods.length > 1 ? templatePaths(object) : () => undefined;
    for (const pod of pods) {
      const onWindows = isForWindows(pod);
      for (const { control, check } of profile.podChecks) {
        if (onWindows && control.spec.os === 'linux') {
          continue;
        }
        const violations = check(pod, settings);
        if (violations.length === 0) {
          continue; // Nearly always: a loop over nothing would cost more than the check.
        }
        for (const violation of pod.part ? settled(pod, pod.part, control, violations, told) : violations) {
          const remedy = violation.remedy ?? (onWindows ? control.remedyOnWindows : undefined);
          const template = templateOf(pod.path.slice(path.length));
          const finding = toFinding(control, { ...violation, remedy }, itemName(object, path));
          findings.push({ ...finding, list: listOf(pod, violation), template });
        }
      }
    }
    const kind = groupKind(object);
    for (const control of profile.objectControls) {
      if (!control.kinds || control.kinds.includes(kind)) {
        for (const violation of control.checkObject(object)) {
          findings.push(toFinding(control, { ...violation, path: [...path, ...violation.path] }, itemName(object, path)));
        }
      }
    }
  }
  return findings;
}

/** Whether a finding says that pods, or settings of pods, were not evaluated. */
export function isUnevaluated({ control }: Finding): boolean {
  return isObjectControl(control) && control.isUnevaluated === true;
}

/** Judges a Dockerfile. The paths of the findings lead into its view. */
export function evaluateDockerfile(view: DockerfileView, { dockerfileControls }: Profile): Finding[] {
  return dockerfileControls.flatMap((control) =>
    control.checkDockerfile(view).map((violation) => toFinding(control, violation, undefined)));
}

/** The violations in a part of a pod that are its author's, without those that other parts share with it and were told for them. */
function settled(pod: PodView, part: PodPart, { id }: Control, violations: Violations, told: Set<string>): Violations {
  const settledHere = settle(pod, part, violations).map((violation) => ({ violation, key: JSON.stringify([id, ...violation.path]) }))
    .filter(({ key }) => !told.has(key));
  settledHere.forEach(({ key }) => told.add(key));
  return settledHere.map(({ violation }) => violation);
}

function toFinding(control: Control, violation: Violation, item: string | undefined): Finding {
  const { container, path, value, detail, remedy = control.remedy, severity = control.severity } = violation;
  return { control, severity, container, path, value, allowKey: allowKeyOf(violation, item), detail, remedy };
}

/** The list of a container: in a whole pod its path names it; in a part of one, or beside a container, its name leads to it. */
function listOf(pod: PodView, { container, path }: Violation): ContainerList | undefined {
  if (container === undefined) {
    return undefined;
  }
  const step = path[pod.path.length];
  return !pod.part && isContainerList(step) ? step : pod.containers.find(({ name, path: own }) =>
    name === container && own.every((each, index) => each === path[index]))?.list
    ?? pod.containers.find(({ name }) => name === container)?.list;
}

/**
 * What a waiver must write in `allow` to accept a violation; undefined where the control knows only this one wrong value: a
 * field that is missing, true or false. In a list it names the item too.
 */
function allowKeyOf({ value, allowKey = scalarAllowKey(value) }: Violation, item: string | undefined): string | undefined {
  return item === undefined ? allowKey : [item, ...(allowKey === undefined ? [] : [allowKey])].join(' ');
}

/**
 * An item of a list by its kind and name: in another order the same waivers must cover the same objects. One without a name, which the API
 * server refuses, goes by its position.
 */
function itemName({ kind, metadata }: JsonObject, path: Path): string | undefined {
  const { name, namespace } = asObject(metadata);
  return path.length === 0 ? undefined
    : typeof name === 'string' && name !== '' ? `${kind} ${isAbsent(namespace) ? '' : `${namespace}/`}${name}` : path.join('/');
}

function scalarAllowKey(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return String(value);
    case 'object': return value === null ? undefined : JSON.stringify(value);
    default: return undefined;
  }
}
