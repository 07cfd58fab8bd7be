import { Profile } from './profile';
import { Control, isObjectControl, Severity, Violation, Violations } from '../controls/control';
import { isForWindows, LINUX_ONLY } from '../controls/hardened/windows';
import { DEFAULT_POLICY, Policy } from '../controls/policy';
import { settle } from '../manifest/custom-pods';
import { DockerfileView } from '../manifest/dockerfile';
import { JsonObject, Path } from '../manifest/json';
import { templatePath } from '../manifest/paths';
import { ContainerList, PodPart, PodView } from '../manifest/pod';
import { groupKind, objectsIn, podsOf } from '../manifest/workload';

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
export function evaluate(manifest: JsonObject, profile: Profile, policy: Policy = DEFAULT_POLICY): Finding[] {
  const findings: Finding[] = [];
  for (const { object, path } of objectsIn(manifest)) {
    const told = new Set<string>();
    const pods = podsOf(object, path);
    for (const pod of pods) {
      const onWindows = isForWindows(pod);
      for (const { control, check } of profile.podChecks) {
        if (onWindows && LINUX_ONLY.has(control.id)) {
          continue;
        }
        const violations = check(pod, policy);
        if (violations.length === 0) {
          continue; // Nearly always: a loop over nothing would cost more than the check.
        }
        for (const violation of pod.part ? settled(pod, pod.part, control, violations, told) : violations) {
          const template = pods.length > 1 ? templatePath(object, pod.path.slice(path.length)) : undefined;
          findings.push({ ...toFinding(control, violation, path), list: listOf(pod, violation), template });
        }
      }
    }
    const kind = groupKind(object);
    for (const control of profile.objectControls) {
      if (!control.kinds || control.kinds.includes(kind)) {
        for (const violation of control.checkObject(object)) {
          findings.push(toFinding(control, { ...violation, path: [...path, ...violation.path] }, path));
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
  return dockerfileControls.flatMap((control) => control.checkDockerfile(view).map((violation) => toFinding(control, violation, [])));
}

/** The violations in a part of a pod that are its author's, without those that other parts share with it and were told for them. */
function settled(pod: PodView, part: PodPart, { id }: Control, violations: Violations, told: Set<string>): Violations {
  const settledHere = settle(pod, part, violations).map((violation) => ({ violation, key: JSON.stringify([id, ...violation.path]) }))
    .filter(({ key }) => !told.has(key));
  settledHere.forEach(({ key }) => told.add(key));
  return settledHere.map(({ violation }) => violation);
}

function toFinding(control: Control, violation: Violation, item: Path): Finding {
  const { container, path, value, detail, remedy = control.remedy } = violation;
  return { control, severity: control.severity, container, path, value, pin: pinOf(violation, item), detail, remedy };
}

/** A name is unique in a pod, but for the API server to refuse it. */
function listOf(pod: PodView, { container, path }: Violation): ContainerList | undefined {
  const named = container === undefined ? [] : pod.containers.filter(({ name }) => name === container);
  return (named.find((each) => each.path.every((step, index) => step === path[index])) ?? named[0])?.list;
}

/**
 * What a waiver must write in `allow` to accept a violation; undefined where the control knows only this one wrong value: a
 * field that is missing, true or false. In a list it names the item too.
 */
function pinOf({ value, pin = scalarPin(value) }: Violation, item: Path): string | undefined {
  return item.length === 0 ? pin : [item.join('/'), ...(pin === undefined ? [] : [pin])].join(' ');
}

function scalarPin(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return String(value);
    case 'object': return value === null ? undefined : JSON.stringify(value);
    default: return undefined;
  }
}
