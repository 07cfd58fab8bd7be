import { EvaluatedFinding, isUnevaluated } from './finding';
import { FixSteps, hardenBy } from './harden';
import { OpenedObject, openManifest } from './open';
import { isOwnControl } from '../controls/control';

/** A policy of a team that accepts an object as its author wrote it, and refuses it after hardening. */
export interface RefusedFillIn {
  readonly finding: EvaluatedFinding;
  /** Ids of controls: the policy accepts the object if hardening leaves out one of them. Empty if it takes several of them. */
  readonly causes: readonly string[];
}

/**
 * The values that hardening filled in and a policy of the team refuses.
 *
 * @param findings on the hardened object
 * @param evaluate finds what the policies of the team refuse
 */
export function refusedFillIns(
  { object }: OpenedObject,
  fixSteps: FixSteps,
  findings: readonly EvaluatedFinding[],
  evaluate: (opened: OpenedObject) => readonly EvaluatedFinding[],
): readonly RefusedFillIn[] {
  const refusals = findings.filter((finding) => isOwnControl(finding.control) && !finding.waiver && !isUnevaluated(finding));
  if (refusals.length === 0) {
    return [];
  }
  const refusedWith = (steps: FixSteps['steps']) => {
    const { opened } = hardenBy(object, () => ({ ...fixSteps, steps }));
    return new Set(opened.objects.flatMap(evaluate).map(({ control }) => control.id));
  };
  const before = new Set(openManifest(object).objects.flatMap(evaluate).map(({ control }) => control.id));
  const added = refusals.filter(({ control }) => !before.has(control.id));
  const changing = added.length === 0 ? [] : new Set(hardenBy(object, () => fixSteps).changes.map(({ control }) => control));
  const refusedWithout = [...changing].map((id) =>
    ({ id, refused: refusedWith(fixSteps.steps.filter(({ control }) => control.id !== id)) }));
  return added.map((finding) => ({
    finding,
    causes: refusedWithout.filter(({ refused }) => !refused.has(finding.control.id)).map(({ id }) => id),
  }));
}
