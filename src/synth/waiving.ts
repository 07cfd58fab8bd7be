import { isDeepStrictEqual } from 'util';
import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { apiObjectOf, apiObjectsBelow } from './api-objects';
import { hookTree } from './hook';
import { ImplyingSetting, scopeOf, SelectingWaiver } from './scopes';
import { SynthSession } from './session';
import { SynthesizedObject } from './synthesized-object';
import { waiverTarget } from '../controls/waivers/waiver-target';
import { containersIn, groupOf } from '../manifest/workload';
import { setDefaults, waiverRulesFor } from '../options/defaults';
import { Finding } from '../reports/finding';
import { toFinding } from '../reports/to-finding';
import { Waiver } from '../settings/waiver';
import { toWaiver } from '../waivers/check-waiver';
import { waiverName } from '../waivers/coverage';
import { WaiverLedger } from '../waivers/ledger';
import { readWaiverFile } from '../waivers/read-waiver-file';
import { problemFinding, WaiverProblem, waiverProblem } from '../waivers/rules';
import { ambiguity, DOCKERFILE, isTarget, targetText } from '../waivers/target';
import { TargetedWaiver } from '../waivers/waiver-file';

/**
 * Records a waiver on a scope. A synthesis checks that it is allowed, has not expired and is needed.
 *
 * @param impliedBy the setting that brings it about. Whether it is needed then depends on the platform and the Kubernetes version.
 * @throws if the waiver is invalid
 */
export function grantWaiver(scope: IConstruct, waiver: Waiver, targets: readonly ApiObject[], impliedBy?: ImplyingSetting): void {
  toWaiver(waiver);
  if (targets.length === 0) {
    throw new Error(`${waiverName(waiver)}: \`targets\` is empty: name at least one object`);
  }
  hookTree(scope);
  const { waivers } = scopeOf(scope);
  if (waivers.some((known) => isDeepStrictEqual(known.waiver, waiver) && targets.every((target) => known.targets.includes(target)))) {
    return; // `apply` twice is the same as once.
  }
  const granted = structuredClone(waiver);
  waivers.push({ waiver: granted, impliedBy, targets });
  const session = SynthSession.of(scope);
  session.addCheck(scope, () => session.once(granted, () =>
    problemsOf(granted, targets.map(SynthesizedObject.of), impliedBy !== undefined).map((problem) => reported(scope, problem))));
}

/** Records waivers that select their objects on a scope. */
export function grantSelectingWaivers(scope: IConstruct, waivers: readonly SelectingWaiver[]): void {
  hookTree(scope);
  const session = SynthSession.of(scope);
  session.forget();
  const { selectingWaivers } = scopeOf(scope);
  for (const selecting of waivers.filter((waiver) => !selectingWaivers.some((known) => isSame(known, waiver)))) {
    selectingWaivers.push(selecting);
    session.addCheck(scope, () => session.once(selecting, () =>
      selectingProblems(scope, selecting).map((problem) => reported(scope, problem))));
  }
}

function isSame(one: SelectingWaiver, other: SelectingWaiver): boolean {
  return one.selection === other.selection && one.source === other.source && isDeepStrictEqual(one.waiver, other.waiver);
}

/** A waiver for the one object that it names. */
export function forTarget(listed: TargetedWaiver): SelectingWaiver {
  const { target } = listed;
  return { ...listed, selection: targetText(target), selects: (manifest) => isTarget(target, manifest) };
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
  const forObjects = waivers.filter(({ target }) => target.kind !== DOCKERFILE);
  grantSelectingWaivers(scope, forObjects.map((listed) => forTarget({ ...listed, source: path })));
}

/** The findings on waivers of a scope and the scopes below, and on those of outer scopes for objects below it. */
export function waiverFindings(root: IConstruct): readonly Finding[] {
  const outer = root.node.scopes.slice(0, -1);
  const isBelow = (target: ApiObject) => target.node.scopes.includes(root);
  return [...outer, ...root.node.findAll()].flatMap((scope) => {
    const { waivers, selectingWaivers } = scopeOf(scope);
    const isOuter = outer.includes(scope);
    return [
      ...waivers.filter(({ targets }) => !isOuter || targets.some(isBelow))
        .flatMap(({ waiver, targets, impliedBy }) => problemsOf(waiver, targets.map(SynthesizedObject.of), impliedBy !== undefined)),
      ...selectingWaivers.filter((waiver) => !isOuter || selectedBy(waiver, scope).some(({ owner }) => owner.node.scopes.includes(root)))
        .flatMap((waiver) => selectingProblems(scope, waiver)),
    ].map((problem) => reported(scope, problem));
  });
}

function problemsOf(waiver: Waiver, targets: readonly SynthesizedObject[], mayBeUnused = false): readonly WaiverProblem[] {
  const ledger = new WaiverLedger();
  targets.forEach((target) => ledger.offer(waiver, target.evaluate().findings));
  // The rules at the targets apply: a scope between them and the waiver may forbid it.
  const problems = ledger.settle(waiver, targets.map(({ owner }) => waiverRulesFor(owner)), {
    isRequired: (control) => !mayBeUnused && targets.some((target) => target.isCheckedFor(control)),
    containers: () => new Set(targets.flatMap((target) => [...containersIn(target.evaluate().manifest)])),
  });
  return problems.filter(({ detail }, index) => problems.findIndex((other) => other.detail === detail) === index);
}

function selectingProblems(scope: IConstruct, selecting: SelectingWaiver): readonly WaiverProblem[] {
  const { waiver, source, impliedBy } = selecting;
  const objects = selectedBy(selecting, scope);
  const ofSelection = impliedBy ? [] : selectionProblems(selecting, objects);
  const problems = [...ofSelection, ...objects.length > 0 ? problemsOf(waiver, objects, impliedBy !== undefined) : []];
  return source === undefined ? problems : problems.map((problem) => ({ ...problem, detail: `${source}: ${problem.detail}` }));
}

/** A waiver is for exactly one object. */
function selectionProblems(selecting: SelectingWaiver, objects: readonly SynthesizedObject[]): readonly WaiverProblem[] {
  const { waiver, target, selection } = selecting;
  if (objects.length === 0) {
    return [waiverProblem(waiverTarget, waiver, `is for ${selection}, which does not exist`)];
  }
  const ambiguous = target && ambiguity(target, objects.map((object) => groupOf(object.evaluate().manifest.apiVersion)));
  if (ambiguous !== undefined) {
    return [waiverProblem(waiverTarget, waiver, ambiguous)];
  }
  if (objects.length === 1) {
    return [];
  }
  const paths = objects.map(({ owner }) => owner.node.path).join(', ');
  const [detail, remedy] = target
    ? [`matches ${objects.length} objects named ${selection}`, 'add it to a scope that contains only one of them']
    : [`is for ${selection}, and ${objects.length} do`, 'name more in `match`, so that it is for one of them'];
  return [waiverProblem(waiverTarget, waiver, `${detail}: ${paths}`, remedy)];
}

/** The objects below a scope that a waiver selects. */
export function selectedBy({ selects }: SelectingWaiver, scope: IConstruct): readonly SynthesizedObject[] {
  return apiObjectsBelow(scope).map(SynthesizedObject.of).filter((object) => selects(object.evaluate().authored));
}

function reported(scope: IConstruct, problem: WaiverProblem): Finding {
  const apiObject = apiObjectOf(scope);
  const manifest = apiObject ? SynthesizedObject.of(apiObject).evaluate().manifest : {};
  return toFinding(problemFinding(problem, []), manifest, { constructPath: scope.node.path });
}
