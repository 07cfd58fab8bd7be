import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { scopeOf } from './scopes';
import { SynthSession } from './session';
import { SynthesizedObject } from './synthesized-object';
import { waiverTarget } from '../controls/waivers/waiver-target';
import { groupOf } from '../manifest/workload';
import { setDefaults, waiverRulesFor } from '../options/defaults';
import { Finding } from '../reports/finding';
import { toFinding } from '../reports/to-finding';
import { Waiver } from '../settings/waiver';
import { toWaiver } from '../waivers/check-waiver';
import { WaiverLedger } from '../waivers/ledger';
import { readWaiverFile } from '../waivers/read-waiver-file';
import { problemFinding, ruleProblems, WaiverProblem, waiverProblem } from '../waivers/rules';
import { DOCKERFILE, isTarget, targetText } from '../waivers/target';
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

/** Records waivers that name their objects on a scope, such as those of a waiver file. */
export function grantTargetedWaivers(scope: IConstruct, waivers: readonly TargetedWaiver[]): void {
  hookTree(scope);
  const session = SynthSession.of(scope);
  session.forget();
  for (const listed of waivers) {
    scopeOf(scope).listedWaivers.push(listed);
    session.addCheck(scope, () => session.once(listed, () => targetedProblems(scope, listed).map((problem) => reported(scope, problem))));
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
  // An app has no Dockerfiles: what is listed for them is for the audit.
  grantTargetedWaivers(scope, waivers.filter(({ target }) => target.kind !== DOCKERFILE).map((listed) => ({ ...listed, source: path })));
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
      ...listedWaivers.filter((listed) => !isOuter || targetsOf(scope, listed).some(({ owner }) => owner.node.scopes.includes(root)))
        .flatMap((listed) => targetedProblems(scope, listed)),
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
  const { waiver, target, source } = listed;
  const objects = targetsOf(scope, listed);
  const ledger = new WaiverLedger();
  objects.forEach((object) => ledger.match(listed, groupOf(object.evaluate().manifest.apiVersion)));
  const ofTarget = ledger.settleTarget(listed);
  const several = objects.length > 1 && ofTarget.length === 0
    ? [waiverProblem(waiverTarget, waiver, `matches ${objects.length} objects named ${targetText(target)}: `
      + `${objects.map(({ owner }) => owner.node.path).join(', ')}`, 'add it to a scope that contains only one of them')]
    : [];
  const problems = [...ofTarget, ...several, ...objects.length > 0 ? problemsOf(waiver, objects) : []];
  return source === undefined ? problems : problems.map((problem) => ({ ...problem, detail: `${source}: ${problem.detail}` }));
}

function targetsOf(scope: IConstruct, { target }: TargetedWaiver): readonly SynthesizedObject[] {
  return scope.node.findAll().filter(ApiObject.isApiObject).map(SynthesizedObject.of)
    .filter((object) => isTarget(target, object.evaluate().manifest));
}

function reported(scope: IConstruct, problem: WaiverProblem): Finding {
  return toFinding(problemFinding(problem, []), {}, { constructPath: scope.node.path });
}
