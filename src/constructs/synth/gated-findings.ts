import { ApiObject } from 'cdk8s';
import { ownerOf } from './api-objects';
import { AppFacts } from './app-facts';
import { isMadeFromProps } from './library-class';
import { Rendered, RenderedObject } from './rendered';
import { Gate, GateBaseline, gatesFor, waiversFor } from './scopes';
import { severitiesFor } from './severities';
import { JsonObject } from '../../formats/manifest/json';
import { containersIn } from '../../formats/manifest/workload';
import { amended, EvaluationContext } from '../../policy/context/context';
import { Level, LEVELS } from '../../policy/controls/control';
import { ObjectPlan } from '../../policy/engine/assess';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { EvaluatedFinding, findingKey, isUnevaluated } from '../../policy/engine/finding';
import { comparedWith, IsListed } from '../../policy/engine/pipeline';
import { allControlsAt, isChecked } from '../../policy/engine/profile';
import { Waiver } from '../../policy/settings/waiver';
import { canAnnotate } from '../../policy/waivers/annotation';
import { applyWaivers } from '../../policy/waivers/apply';
import { controlsOfWaiver, isKept } from '../../policy/waivers/coverage';
import { undeclaredWaivers } from '../../policy/waivers/undeclared';
import { BaselineMatcher } from '../../tasks/baseline/baseline';
import { isFailing } from '../../tasks/reports/fail-on';
import { toFinding } from '../../tasks/reports/to-finding';
import { waiverRulesFor } from '../options/defaults';
import { foreignContext } from '../options/resolve';

/** A finding on an object, with its effect on the synthesis. */
export interface GatedFinding extends EvaluatedFinding {
  readonly fails: boolean;
  /** The baselines that list the finding. Their gates do not fail. */
  readonly baselines?: readonly GateBaseline[];
}

/** Whether one of the gates evaluates a control for an object. */
export function isRequired(apiObject: ApiObject, gates: readonly Gate[], control: string): boolean {
  return gates.some((gate) => isChecked(gate.profile, control) && severitiesFor(apiObject, gate.scope)?.[control] !== 'off');
}

/**
 * The findings of several gates on an object, with their waivers.
 *
 * @param gatesOf the gates of each object; an ApiObject that is a list contains several objects
 */
export function gatedFindings(
  apiObject: ApiObject, { authored, objects }: Rendered, gatesOf: (object: RenderedObject) => readonly Gate[],
): readonly GatedFinding[] {
  const found = foundByGates(apiObject, authored, objects, gatesOf);
  const findings = [...found.values()].map(({ finding }) => finding);
  const waive = findings.length > 0 ? waiverOf(apiObject, authored) : undefined;
  const waived = waive?.(findings) ?? findings;
  const waivable = waived.map((finding) => gated(finding, found.get(findingKey(finding))!.byGates));
  const undeclared = undeclaredWaivers(authored, () => waiversFor(apiObject, authored).map(({ waiver }) => waiver));
  if (undeclared.length === 0) {
    return waivable; // The usual case.
  }
  // An empty list has no objects with gates, so the gates of its construct decide.
  const gates = objects.length > 0 ? objects.flatMap(gatesOf) : gatesFor(apiObject);
  return [...waivable, ...undeclared.map((finding) => ({ ...finding, fails: gates.some(({ failOn }) => isFailing(finding, failOn)) }))];
}

/** The findings of all controls, independent of profiles, severities and baselines of the gates. */
export function findingsOfAllControls(
  apiObject: ApiObject, rendered: Rendered, gatesOf: (object: RenderedObject) => readonly Gate[],
): readonly GatedFinding[] {
  return gatedFindings(apiObject, rendered, (object) => gatesOf(object).map((gate) =>
    ({ ...gate, profile: allControlsAt(gate.profile), failOn: 'never', baseline: undefined, ignoresSeverities: true })));
}

/** The lower of two levels. Gates with different Kubernetes versions may have the same finding in different profiles. */
function lowest(one: Level | undefined, other: Level | undefined): Level | undefined {
  return LEVELS.find((level) => level === one || level === other);
}

/** Findings with one cause are merged only if this value is equal. */
export function standingOf({ waiver, fails, baselines }: GatedFinding): unknown {
  return waiver ?? (!fails && baselines !== undefined);
}

/** A finding fails if any finding with the same cause fails. */
export function withCause(finding: GatedFinding): GatedFinding {
  const also = finding.also as readonly GatedFinding[] | undefined;
  return also?.some(({ fails }) => fails) ? { ...finding, fails: true } : finding;
}

/** A finding of a single gate. */
interface FoundByGate {
  readonly finding: EvaluatedFinding;
  readonly gate: Gate;
  readonly isListed?: IsListed;
}

interface Found {
  readonly finding: EvaluatedFinding;
  readonly byGates: FoundByGate[];
}

/** The findings of all gates, grouped by key. */
function foundByGates(
  apiObject: ApiObject, authored: JsonObject, objects: readonly RenderedObject[], gatesOf: (object: RenderedObject) => readonly Gate[],
): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  const isWaived = (id: string) => grantedTo(apiObject, authored).some(({ waiver }) => controlsOfWaiver(waiver).includes(id));
  for (const object of objects) {
    for (const gate of gatesOf(object)) {
      const manifest = object.opened.object;
      const matcher = gate.baseline && new BaselineMatcher(gate.baseline);
      const isListed = matcher && ((finding: EvaluatedFinding) => matcher.has(toFinding(finding, manifest, {})));
      const context = contextAt(apiObject, gate, object, isWaived);
      for (const finding of evaluateOpened({ manifest, objects: [object.opened] }, gate.profile, context)) {
        const key = findingKey(finding);
        const known = found.get(key);
        found.set(key, {
          finding: { ...known?.finding.severity === 'error' ? known.finding : finding, level: lowest(known?.finding.level, finding.level) },
          byGates: [...known?.byGates ?? [], { finding, gate, isListed }],
        });
      }
    }
  }
  return found;
}

/** A finding fails if it fails a gate whose baseline does not list it. */
function gated(merged: EvaluatedFinding, byGates: readonly FoundByGate[]): GatedFinding {
  let fails = false;
  const baselines: GateBaseline[] = [];
  for (const { finding, gate: { failOn, failOnUnevaluated, baseline }, isListed } of byGates) {
    if (baseline && isListedBy(isListed, finding, merged)) {
      baselines.push(baseline);
    } else if (!merged.waiver) {
      fails ||= isFailing(finding, failOn) || (failOnUnevaluated === true && isUnevaluated(finding));
    }
  }
  return { ...merged, fails, ...baselines.length > 0 && { baselines } };
}

/** Whether the baseline of a gate lists a finding. The waiver and the object come from the merged finding of all gates. */
function isListedBy(isListed: IsListed | undefined, finding: EvaluatedFinding, { waiver, object = {} }: EvaluatedFinding): boolean {
  return comparedWith(isListed, [{ ...finding, waiver }], object)[0].isListed === true;
}

/** Adds the waivers of an object to its findings; undefined if it has no waivers. */
export function waiverOf(apiObject: ApiObject, authored: JsonObject): ObjectPlan['waive'] {
  const granted = grantedTo(apiObject, authored);
  if (granted.length === 0) {
    return undefined;
  }
  const waivers = granted.map(({ waiver }) => waiver);
  const forGenerated = new Set<Waiver>(granted.filter(({ impliedBy }) => impliedBy === 'takeOwnership').map(({ waiver }) => waiver));
  const ofAuthor = forGenerated.size > 0 ? containersIn([authored]) : {};
  const { neverWaive } = waiverRulesFor(apiObject);
  const counts = (waiver: Waiver, finding: EvaluatedFinding) =>
    !(forGenerated.has(waiver) && ofAuthor[finding.list ?? 'containers']?.has(finding.container ?? '')) && !isKept(
      waiver,
      finding,
      neverWaive,
    )
    // A list can get more items later, and a waiver for a whole profile must not cover them.
    && !(waiver.profile !== undefined && finding.isInList);
  return (findings) => applyWaivers(findings, waivers, { counts });
}

/** The waivers that apply. A waiver that cannot be written into the YAML would hide the finding from reviewers, so it is left out. */
function grantedTo(apiObject: ApiObject, authored: JsonObject): ReturnType<typeof waiversFor> {
  return canAnnotate(authored) ? waiversFor(apiObject, authored) : [];
}

/** The context of an object, with the cluster and severities of the gate's scope. */
function contextAt(
  apiObject: ApiObject, gate: Gate, { opened, context: own }: RenderedObject, isWaived: (control: string) => boolean,
): EvaluationContext {
  const { platform, kubernetesVersion, scope, ignoresSeverities } = gate;
  const context = own ?? foreignContext(apiObject, platform);
  return amended(context, {
    target: { platform: platform ?? context.target.platform, kubernetesVersion: kubernetesVersion ?? context.target.kubernetesVersion },
    choices: { severities: ignoresSeverities ? undefined : severitiesFor(apiObject, scope) },
    facts: new AppFacts(apiObject, opened.object),
    notes: { isWaived, ...!own && { hasLibraryDefaults: isMadeFromProps(ownerOf(apiObject)) } },
  });
}
