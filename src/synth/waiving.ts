import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { scopeOf } from './scopes';
import { SynthSession } from './session';
import { SynthesizedObject } from './synthesized-object';
import { groupOf } from '../manifest/workload';
import { setDefaults, waiverRulesFor } from '../options/defaults';
import { Finding } from '../reports/finding';
import { toFinding } from '../reports/to-finding';
import { Waiver } from '../settings/waiver';
import { toWaiver } from '../waivers/check-waiver';
import { WaiverLedger } from '../waivers/ledger';
import { readWaiverFile } from '../waivers/read-waiver-file';
import { problemFinding, ruleProblems, WaiverProblem } from '../waivers/rules';
import { DOCKERFILE, isTarget } from '../waivers/target';
import { TargetedWaiver } from '../waivers/waiver-file';

/**
 * Records a waiver on a scope. A synthesis checks that it is allowed, has not expired and is needed.
 *
 * @param isForGenerated whether it is one of ours, for a container that hardening adds. Whether it is needed depends on the Kubernetes
 * version.
 * @throws if the waiver is invalid
 */
export function grantWaiver(scope: IConstruct, waiver: Waiver, targets: readonly ApiObject[], isForGenerated = false): void {
  toWaiver(waiver);
  if (targets.length === 0) {
    throw new Error(`waiver of "${waiver.control}": \`targets\` is empty: name at least one object`);
  }
  hookTree(scope);
  const granted = structuredClone(waiver);
  scopeOf(scope).waivers.push({ waiver: granted, isForGenerated, targets });
  const session = SynthSession.of(scope);
  session.addCheck(scope, () => session.once(granted, () =>
    problemsOf(granted, targets.map(SynthesizedObject.of), isForGenerated).map((problem) => reported(scope, problem))));
}

/**
 * Records waivers that name their objects, such as those of a waiver file, on a scope.
 *
 * @param source names the file in messages
 */
export function grantTargetedWaivers(scope: IConstruct, waivers: readonly TargetedWaiver[], source?: string): void {
  hookTree(scope);
  const session = SynthSession.of(scope);
  session.forget();
  for (const listed of waivers) {
    scopeOf(scope).listedWaivers.push(listed);
    session.addCheck(scope, () => session.once(listed, () => targetedProblems(scope, listed).map((problem) => reported(scope, {
      ...problem, detail: source === undefined ? problem.detail : `${source}: ${problem.detail}`,
    }))));
  }
}

/**
 * Records the waivers of a waiver file on a scope. Its limits apply to all waivers below.
 *
 * @throws naming the file and what is wrong in it
 */
export function grantListedWaivers(scope: IConstruct, path: string): void {
  const { waivers, neverWaive, maxWaiverDays } = readWaiverFile(path);
  setDefaults(scope, { neverWaive: [...neverWaive], maxWaiverDays });
  // An app has no Dockerfiles: waivers for them apply to the audit.
  grantTargetedWaivers(scope, waivers.filter(({ target }) => target.kind !== DOCKERFILE), path);
}

/** The findings on waivers of a scope and the scopes below, and on those of outer scopes for objects below it. */
export function waiverFindings(root: IConstruct): readonly Finding[] {
  const outer = root.node.scopes.slice(0, -1);
  const isBelow = (target: ApiObject) => target.node.scopes.includes(root);
  return [...outer, ...root.node.findAll()].flatMap((scope) => {
    const { waivers, listedWaivers } = scopeOf(scope);
    const isOuter = outer.includes(scope);
    return [
      ...waivers.filter(({ targets }) => !isOuter || targets.some(isBelow))
        .flatMap(({ waiver, targets, isForGenerated }) => problemsOf(waiver, targets.map(SynthesizedObject.of), isForGenerated)),
      ...isOuter ? [] : listedWaivers.flatMap((listed) => targetedProblems(scope, listed)),
    ].map((problem) => reported(scope, problem));
  });
}

function problemsOf(waiver: Waiver, targets: readonly SynthesizedObject[], mayBeUnused = false): readonly WaiverProblem[] {
  const ledger = new WaiverLedger();
  targets.forEach((target) => ledger.offer(waiver, target.evaluate().findings));
  // The rules at the targets apply: a scope between them and the waiver may forbid it.
  const [first, ...others] = targets.map(({ owner }) => waiverRulesFor(owner));
  const broken = others.flatMap((rules) => ruleProblems(waiver, rules));
  const isRequired = !mayBeUnused && targets.some((target) => target.isCheckedFor(waiver.control));
  const problems = [...ledger.settle(waiver, first, isRequired), ...broken];
  return problems.filter(({ detail }, index) => problems.findIndex((other) => other.detail === detail) === index);
}

function targetedProblems(scope: IConstruct, listed: TargetedWaiver): readonly WaiverProblem[] {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject).map(SynthesizedObject.of)
    .filter((object) => isTarget(listed.target, object.evaluate().manifest));
  const ledger = new WaiverLedger();
  objects.forEach((object) => ledger.match(listed, groupOf(object.evaluate().manifest.apiVersion)));
  return [...ledger.settleTarget(listed), ...objects.length > 0 ? problemsOf(listed.waiver, objects) : []];
}

function reported(scope: IConstruct, problem: WaiverProblem): Finding {
  return toFinding(problemFinding(problem, []), {}, { constructPath: scope.node.path });
}
