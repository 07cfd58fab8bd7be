import { EvaluatedFinding } from './finding';
import { Step } from './fixes';
import { FixSteps } from './harden';
import { keepingUsers } from './kept-users';
import { isAbsent } from '../../formats/manifest/json';
import { runAsNonRoot } from '../controls/restricted/run-as-non-root';
import { seccompProfileRestricted } from '../controls/restricted/seccomp-profile-restricted';

/** The containers with a waiver, by control. `undefined` stands for the whole pod. */
type Waived = ReadonlyMap<string, ReadonlySet<string | undefined>>;

/** The fixes of these controls write a field of the pod, which all containers inherit. */
const POD_WIDE = [seccompProfileRestricted.id];

/**
 * The steps without those that contradict waivers, which are explicit choices. For a waived container, a control does not fill in a
 * missing field, and does not replace a waived value.
 *
 * @param waived the findings before hardening that have a waiver
 */
export function withoutWaived({ context, steps }: FixSteps, waived: readonly EvaluatedFinding[]): FixSteps {
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
  // This control runs its step: the context names the containers that keep their users.
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
  // A control that another control replaces may have its own step.
  for (const { control: { id }, container } of findings.flatMap((finding) => [finding, ...finding.counterparts ?? []])) {
    controls.set(id, (controls.get(id) ?? new Set()).add(container));
  }
  return controls;
}
