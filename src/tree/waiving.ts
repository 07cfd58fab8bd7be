import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { identityOf, scopeOf } from './scopes';
import { Synthesis } from './synthesis';
import { SynthesizedObject } from './synthesized-object';
import { setDefaults, waiverRulesFor } from '../policy/defaults';
import { printable } from '../reports/printable';
import { toWaiver } from '../waivers/check-waiver';
import { DOCKERFILE, isTarget, TargetedWaiver, targetText } from '../waivers/policy-file';
import { ruleProblems, unusedProblems } from '../waivers/problems';
import { readPolicyFile } from '../waivers/read-policy-file';
import { Waiver } from '../waivers/waiver';

/**
 * Records a waiver on a scope. When the app synthesises, the scope answers for it: that it is allowed, has not expired
 * and is needed.
 *
 * @param mayBeIdle whether it may be there without being needed: one that we made, where versions of Kubernetes differ
 * @throws where the waiver cannot be meant
 */
export function grantWaiver(scope: IConstruct, waiver: Waiver, targets: readonly ApiObject[], mayBeIdle = false): void {
  toWaiver(waiver);
  if (targets.length === 0) {
    throw new Error(`waiver of "${waiver.control}": it is for no object: name its targets`);
  }
  const granted = { ...waiver, allow: waiver.allow && [...waiver.allow], containers: waiver.containers && [...waiver.containers] };
  scopeOf(scope).waivers.push({ waiver: granted, targets });
  // Once a synthesis: cdk8s asks once per chart.
  scope.node.addValidation({
    validate: () => Synthesis.of(scope).once(granted, () => problems(granted, targets.map(SynthesizedObject.of), mayBeIdle)).map(printable),
  });
}

function problems(waiver: Waiver, targets: readonly SynthesizedObject[], mayBeIdle = false): string[] {
  // The rules are those of the targets: a scope between them and the waiver may forbid it.
  const broken = new Set(targets.flatMap(({ owner }) => ruleProblems(waiver, waiverRulesFor(owner))));
  // Nobody can say that a waiver is unused where no profile that holds its control is demanded of its targets.
  const isJudged = targets.some((target) => target.demands(waiver.control));
  const unused = isJudged && !mayBeIdle ? unusedProblems(waiver, targets.flatMap((target) => target.judge().verdicts)) : [];
  return [...broken, ...unused];
}

/**
 * Records the waivers of a policy file on a scope. Its limits hold for all waivers below.
 *
 * @throws naming the file and what is wrong in it
 */
export function grantListedWaivers(scope: IConstruct, path: string): void {
  const { waivers, neverWaive, maxWaiverDays } = readPolicyFile(path);
  setDefaults(scope, { neverWaive: [...neverWaive], maxWaiverDays });
  // An app has no Dockerfiles: what is listed for them is the audit's.
  for (const listed of waivers.filter(({ target }) => target.kind !== DOCKERFILE)) {
    scopeOf(scope).listedWaivers.push(listed);
    scope.node.addValidation({
      validate: () => Synthesis.of(scope).once(listed, () => listedProblems(scope, listed)).map((problem) => printable(`${path}: ${problem}`)),
    });
  }
}

function listedProblems(scope: IConstruct, { waiver, target }: TargetedWaiver): string[] {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject).filter((object) => isTarget(target, identityOf(object)));
  return objects.length > 0
    ? problems(waiver, objects.map(SynthesizedObject.of))
    : [`waiver of "${waiver.control}": there is no ${targetText(target)}: remove it`];
}
