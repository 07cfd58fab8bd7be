import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { apiObjectOf, apiObjectsBelow } from './api-objects';
import { GrantedWaiver, scopeOf, SelectingWaiver, ListedWaiver } from './scopes';
import { SynthesizedObject } from './synthesized-object';
import { inLanguageOfApp } from '../../formats/language/language';
import { firstOf } from '../../formats/manifest/first-of';
import { JsonObject } from '../../formats/manifest/json';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { containersIn, groupOf } from '../../formats/manifest/workload';
import { waiverForbidden } from '../../policy/controls/waivers/waiver-forbidden';
import { waiverTarget } from '../../policy/controls/waivers/waiver-target';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { Profile } from '../../policy/engine/profile';
import { WaiverTarget } from '../../policy/settings/waiver';
import { WaiverLedger } from '../../policy/waivers/ledger';
import { naming, problemFinding, WaiverProblem, waiverProblem } from '../../policy/waivers/rules';
import { absenceText, ambiguity, otherNamespace } from '../../policy/waivers/target';
import { Finding } from '../../tasks/reports/finding';
import { toFinding } from '../../tasks/reports/to-finding';
import { waiverRulesFor } from '../options/defaults';

/** The data that decides whether a waiver is needed: the findings on an object, and the controls that it must meet. */
export interface WaiverNeeds {
  readonly findings: (object: SynthesizedObject) => readonly EvaluatedFinding[];
  readonly isRequired: (object: SynthesizedObject, control: string) => boolean;
}

/** In a synthesis, gates decide whether a waiver is needed. */
export const BY_GATES: WaiverNeeds = {
  findings: (object) => object.evaluate().findings,
  isRequired: (object, control) => object.isCheckedFor(control),
};

/** In a report, the profile of the report also counts, because there may be no gate. */
export function byReport(profileOf: (construct: IConstruct) => Profile): WaiverNeeds {
  // Cached, because the findings are needed for each waiver of an object, and again for the state of the waiver.
  const known = new Map<SynthesizedObject, readonly EvaluatedFinding[]>();
  return {
    findings: (object) => {
      const findings = known.get(object) ?? object.findingsBy(profileOf(object.owner));
      known.set(object, findings);
      return findings;
    },
    isRequired: (object, control) => object.isCheckedFor(control) || profileOf(object.owner).ids.has(control),
  };
}

/** The findings on waivers of a scope and of scopes below, and on waivers of outer scopes for objects below the scope. */
export function waiverFindings(root: IConstruct, needs: WaiverNeeds): readonly Finding[] {
  const outer = root.node.scopes.slice(0, -1);
  const isBelow = (target: ApiObject) => target.node.scopes.includes(root);
  return [...outer, ...root.node.findAll()].flatMap((scope) => {
    const { waivers, selectingWaivers } = scopeOf(scope);
    const isOuter = outer.includes(scope);
    return [
      ...waivers.filter(({ targets }) => !isOuter || targets.some(isBelow)).flatMap((waiver) => targetedFindings(scope, waiver, needs)),
      ...selectingWaivers.filter((waiver) => !isOuter || selectedBy(waiver, scope).some(({ owner }) => owner.node.scopes.includes(root)))
        .flatMap((waiver) => selectingFindings(scope, waiver, needs)),
    ];
  });
}

/** The findings on a waiver whose targets are constructs. */
export function targetedFindings(scope: IConstruct, waiver: ListedWaiver, needs: WaiverNeeds): readonly Finding[] {
  const objects = waiver.targets.map(SynthesizedObject.of);
  const isOwn = waiver.targets.length === 1 && waiver.targets[0] === apiObjectOf(scope);
  const names = () => firstOf(objects.map((object) => refText(refOf(object.evaluate().manifest))), MOST_NAMES);
  return problemsOf(waiver, objects, needs).map((problem) => reported(scope, isOwn ? problem : naming(problem, names()), objects));
}

/** The findings on a waiver that selects its objects. */
export function selectingFindings(scope: IConstruct, selecting: SelectingWaiver, needs: WaiverNeeds): readonly Finding[] {
  const { source, impliedBy, selection, target } = selecting;
  const objects = selectedBy(selecting, scope);
  const problems = [
    ...impliedBy ? [] : selectionProblems(selecting, objects, scope),
    ...objects.length > 0 ? problemsOf(selecting, objects, needs).map((problem) => naming(problem, selection)) : [],
  ];
  return problems.map((problem) => reported(
    scope, source === undefined ? problem : { ...problem, detail: `${source}: ${problem.detail}` }, objects, target && toManifest(target),
  ));
}

/** Maximum number of object names in a message about a waiver. */
const MOST_NAMES = 3;

function problemsOf(
  { waiver, impliedBy }: GrantedWaiver, objects: readonly SynthesizedObject[], needs: WaiverNeeds,
): readonly WaiverProblem[] {
  const ledger = new WaiverLedger();
  objects.forEach((object) => ledger.offer(waiver, needs.findings(object)));
  // The rules for each object apply, because a scope between the object and the waiver may forbid the waiver.
  const problems = ledger.settle(waiver, objects.map(({ owner }) => waiverRulesFor(owner)), {
    isRequired: (control) => impliedBy === undefined && objects.some((object) => needs.isRequired(object, control)),
    containers: () => containersIn(objects.map((object) => object.evaluate().manifest)),
  }).map(inWordsOfApp);
  return problems.filter(({ detail }, index) => problems.findIndex((other) => other.detail === detail) === index);
}

/** A problem with the names of the app's programming language: in an app, `setDefaults` forbids waivers. */
function inWordsOfApp(problem: WaiverProblem): WaiverProblem {
  const { control, said } = problem;
  if (control !== waiverForbidden || !said) return problem;
  const text = inLanguageOfApp(said.text);
  return { ...problem, detail: `${said.name} ${text}`, said: { ...said, text } };
}

/** The problem of a waiver that does not select exactly one object. */
function selectionProblems(selecting: SelectingWaiver, objects: readonly SynthesizedObject[], scope: IConstruct): readonly WaiverProblem[] {
  const { waiver, target, selection } = selecting;
  if (objects.length === 0) {
    const namespaces = target ? namespacesBelow(scope, target) : [];
    const detail = target && namespaces.length > 0
      ? absenceText(target, namespaces, 'the scope')
      : `is for ${selection}, which does not exist`;
    return [waiverProblem(waiverTarget, waiver, detail)];
  }
  const ambiguous = target && ambiguity(target, objects.map((object) => groupOf(object.evaluate().manifest.apiVersion)));
  if (ambiguous !== undefined) {
    return [waiverProblem(waiverTarget, waiver, inLanguageOfApp(ambiguous))];
  }
  if (objects.length === 1) {
    return [];
  }
  const paths = objects.map(({ owner }) => owner.node.path).join(', ');
  const [detail, remedy] = target
    ? [`matches ${objects.length} objects named ${selection}`, 'add it to a scope that contains only one of them']
    : [`selects ${selection}, but ${objects.length} workloads match`, 'add fields to `match`, so that exactly one workload matches'];
  return [waiverProblem(waiverTarget, waiver, `${detail}: ${paths}`, remedy)];
}

/** The namespaces of objects below a scope that only differ from a target in their namespace. */
function namespacesBelow(scope: IConstruct, target: WaiverTarget): readonly string[] {
  const found = apiObjectsBelow(scope).map((object) => otherNamespace(target, SynthesizedObject.of(object).evaluate().authored));
  return [...new Set(found.flatMap((namespace) => namespace ?? []))];
}

/** The objects below a scope that a waiver selects. */
export function selectedBy({ selects }: SelectingWaiver, scope: IConstruct): readonly SynthesizedObject[] {
  return apiObjectsBelow(scope).map(SynthesizedObject.of).filter((object) => selects(object.evaluate().authored));
}

/**
 * A problem as a finding on the object of its waiver, if there is one.
 *
 * @param named the object in the waiver, if it does not exist
 */
function reported(scope: IConstruct, problem: WaiverProblem, objects: readonly SynthesizedObject[], named: JsonObject = {}): Finding {
  const manifest = objects.length === 1 ? objects[0].evaluate().manifest : named;
  return toFinding(problemFinding(problem, []), manifest, { constructPath: scope.node.path, code: 'hardened' });
}

function toManifest({ kind, name, namespace }: WaiverTarget): JsonObject {
  return { kind, metadata: { name, namespace } };
}
