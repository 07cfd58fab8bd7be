import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { scopeOf } from './scopes';
import { SynthSession } from './session';
import { SynthesizedObject } from './synthesized-object';
import { groupOf } from '../manifest/workload';
import { setDefaults, waiverRulesFor } from '../options/defaults';
import { printable } from '../reports/printable';
import { toWaiver } from '../waivers/check-waiver';
import { ruleProblems, unusedProblems } from '../waivers/problems';
import { readWaiverFile } from '../waivers/read-waiver-file';
import { ambiguity, DOCKERFILE, isTarget, targetText } from '../waivers/target';
import { Waiver } from '../settings/waiver';
import { TargetedWaiver } from '../waivers/waiver-file';

/**
 * Records a waiver on a scope. When the app synthesizes, the scope answers for it: that it is allowed, has not expired
 * and is needed.
 *
 * @param isForGenerated whether it is one of ours, for a container that hardening adds. Whether it is needed depends on the version of
 * Kubernetes.
 * @throws if the waiver is invalid
 */
export function grantWaiver(scope: IConstruct, waiver: Waiver, targets: readonly ApiObject[], isForGenerated = false): void {
  toWaiver(waiver);
  if (targets.length === 0) {
    throw new Error(`waiver of "${waiver.control}": it is for no object: name its targets`);
  }
  hookTree(scope);
  const granted = structuredClone(waiver);
  scopeOf(scope).waivers.push({ waiver: granted, isForGenerated, targets });
  // Once a synthesis: cdk8s asks once per chart.
  const synthesis = SynthSession.of(scope);
  synthesis.addCheck(scope, () => synthesis.once(granted, () => problems(granted, targets.map(SynthesizedObject.of), isForGenerated))
    .map(printable));
}

function problems(waiver: Waiver, targets: readonly SynthesizedObject[], mayBeUnused = false): string[] {
  // The rules are those of the targets: a scope between them and the waiver may forbid it.
  const broken = new Set(targets.flatMap(({ owner }) => ruleProblems(waiver, waiverRulesFor(owner))));
  // A waiver is not unused if no profile that holds its control is enforced for its targets.
  const isChecked = targets.some((target) => target.isCheckedFor(waiver.control));
  const unused = isChecked && !mayBeUnused ? unusedProblems(waiver, targets.flatMap((target) => target.evaluate().verdicts)) : [];
  return [...broken, ...unused];
}

/**
 * Records the waivers of a waiver file on a scope. Its limits hold for all waivers below.
 *
 * @throws naming the file and what is wrong in it
 */
export function grantListedWaivers(scope: IConstruct, path: string): void {
  const { waivers, neverWaive, maxWaiverDays } = readWaiverFile(path);
  hookTree(scope);
  setDefaults(scope, { neverWaive: [...neverWaive], maxWaiverDays });
  const synthesis = SynthSession.of(scope);
  synthesis.forget();
  // An app has no Dockerfiles: what is listed for them is the audit's.
  for (const listed of waivers.filter(({ target }) => target.kind !== DOCKERFILE)) {
    scopeOf(scope).listedWaivers.push(listed);
    synthesis.addCheck(scope, () => synthesis.once(listed, () => listedProblems(scope, listed)).map((problem) => printable(`${path}: ${problem}`)));
  }
}

function listedProblems(scope: IConstruct, { waiver, target }: TargetedWaiver): string[] {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject).map(SynthesizedObject.of)
    .filter((object) => isTarget(target, object.evaluate().manifest));
  const ambiguous = ambiguity(target, objects.map((object) => groupOf(object.evaluate().manifest.apiVersion)));
  return objects.length > 0
    ? [...ambiguous === undefined ? [] : [`waiver of "${waiver.control}": ${ambiguous}`], ...problems(waiver, objects)]
    : [`waiver of "${waiver.control}": there is no ${targetText(target)}: remove it`];
}
