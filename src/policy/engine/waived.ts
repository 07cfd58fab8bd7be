import { EvaluatedFinding } from './finding';
import { Step } from './fixes';
import { Recipe } from './harden';
import { keepingUsers } from './kept-users';
import { isAbsent } from '../../formats/manifest/json';
import { runAsNonRoot } from '../controls/restricted/run-as-non-root';
import { seccompProfileRestricted } from '../controls/restricted/seccomp-profile-restricted';

/** Containers by the control that is waived for them. No container stands for the whole pod. */
type Waived = ReadonlyMap<string, ReadonlySet<string | undefined>>;

/** Their fixes write a field of the pod, which every container inherits. */
const POD_WIDE = [seccompProfileRestricted.id];

/**
 * The recipe without the findings that waivers accept, which are explicit choices: a control does not fill in a missing field of a
 * container if it is waived, and does not replace a waived value.
 *
 * @param waived the findings before hardening that a waiver covers
 */
export function withoutWaived({ context, steps }: Recipe, waived: readonly EvaluatedFinding[]): Recipe {
  const missing = byControl(waived.filter(({ value }) => isAbsent(value)));
  const present = byControl(waived.filter(({ value }) => !isAbsent(value)));
  const users = missing.get(runAsNonRoot.id);
  return {
    context: users ? keepingUsers(context, users.has(undefined) ? 'all' : users as ReadonlySet<string>) : context,
    steps: steps.flatMap((step) => limited(step, step.isOverride || step.control.amends ? present : missing)),
  };
}

function limited(step: Step, waived: Waived): readonly Step[] {
  const { id } = step.control;
  const containers = waived.get(id);
  // Which containers keep their users is in the settings.
  if (!containers || (id === runAsNonRoot.id && !step.isOverride)) {
    return [step];
  }
  if (containers.has(undefined) || POD_WIDE.includes(id)) {
    return [];
  }
  return [{ ...step, run: (pod, context) => step.run(pod.without(containers as ReadonlySet<string>), context) }];
}

function byControl(findings: readonly EvaluatedFinding[]): Waived {
  const controls = new Map<string, Set<string | undefined>>();
  // A control that another one replaces may have a step of its own.
  for (const { control: { id }, container } of findings.flatMap((finding) => [finding, ...finding.counterparts ?? []])) {
    controls.set(id, (controls.get(id) ?? new Set()).add(container));
  }
  return controls;
}
