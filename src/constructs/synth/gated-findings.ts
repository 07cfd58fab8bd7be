import { ApiObject } from 'cdk8s';
import { ownerOf } from './api-objects';
import { appFacts } from './app-facts';
import { isMadeFromProps } from './library-class';
import { Rendered, RenderedObject } from './rendered';
import { Gate, GateBaseline, gatesFor, waiversFor } from './scopes';
import { severitiesFor } from './severities';
import { JsonObject } from '../../formats/manifest/json';
import { containersIn } from '../../formats/manifest/workload';
import { amended, EvaluationContext } from '../../policy/context/context';
import { Level, LEVELS } from '../../policy/controls/control';
import { Plan } from '../../policy/engine/assess';
import { byCause } from '../../policy/engine/by-cause';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { EvaluatedFinding, isUnevaluated } from '../../policy/engine/finding';
import { profileOf } from '../../policy/engine/profile';
import { Waiver } from '../../policy/settings/waiver';
import { canAnnotate } from '../../policy/waivers/annotation';
import { applyWaivers } from '../../policy/waivers/apply';
import { controlsOf, isKept } from '../../policy/waivers/coverage';
import { undeclaredWaivers } from '../../policy/waivers/undeclared';
import { BaselineMatcher } from '../../tasks/baseline/baseline';
import { isFailing } from '../../tasks/reports/fail-on';
import { toFinding } from '../../tasks/reports/to-finding';
import { waiverRulesFor } from '../options/defaults';
import { foreignContext } from '../options/resolve';

/** A finding on an object, and whether it fails the synthesis. */
export interface GatedFinding extends EvaluatedFinding {
  readonly fails: boolean;
  /** The baselines that list it, so that their gates do not fail. */
  readonly baselines?: readonly GateBaseline[];
}

/** Whether one of the gates evaluates a control for an object. */
export function isRequired(apiObject: ApiObject, gates: readonly Gate[], control: string): boolean {
  return gates.some((gate) => gate.profile.ids.has(control) && severitiesFor(apiObject, gate.scope)?.[control] !== 'off');
}

/**
 * The findings of some gates on an object, with the waivers that cover them.
 *
 * @param gatesOf the gates of each object; an ApiObject that is a list contains several
 */
export function gatedFindings(
  apiObject: ApiObject, { authored, objects }: Rendered, gatesOf: (object: RenderedObject) => readonly Gate[],
): readonly GatedFinding[] {
  const found = new Map<string, GatedFinding>();
  const isWaived = (id: string) => grantedTo(apiObject, authored).some(({ waiver }) => controlsOf(waiver).includes(id));
  for (const object of objects) {
    for (const gate of gatesOf(object)) {
      const { profile, failOn, failOnUnevaluated = false, baseline } = gate;
      const matcher = baseline && new BaselineMatcher(baseline);
      const opened = { manifest: object.opened.object, objects: [object.opened] };
      for (const finding of evaluateOpened(opened, profile, amended(contextAt(apiObject, gate, object), { notes: { isWaived } }))) {
        const key = keyOf(finding);
        const known = found.get(key);
        const isListed = matcher?.mark(toFinding(finding, object.opened.object, {})).baselined === true;
        const fails = !isListed && (isFailing(finding, failOn) || (failOnUnevaluated && isUnevaluated(finding)));
        const baselines = isListed ? [...known?.baselines ?? [], baseline!] : known?.baselines;
        found.set(key, {
          ...known?.severity === 'error' ? known : finding,
          level: lowest(known?.level, finding.level),
          fails: known?.fails || fails,
          ...baselines && { baselines },
        });
      }
    }
  }
  const waivable = found.size === 0 ? [] : waived(apiObject, authored, [...found.values()]);
  const undeclared = undeclaredWaivers(authored, () => waiversFor(apiObject, authored).map(({ waiver }) => waiver));
  if (undeclared.length === 0) {
    return waivable; // Nearly always.
  }
  // A list may have no objects.
  const gates = objects.length > 0 ? objects.flatMap(gatesOf) : gatesFor(apiObject);
  return [...waivable, ...undeclared.map((finding) => ({ ...finding, fails: gates.some(({ failOn }) => isFailing(finding, failOn)) }))];
}

/** What all controls find, whatever the profiles, the severities and the baselines of the gates are. */
export function findingsOfAllControls(
  apiObject: ApiObject, rendered: Rendered, gatesOf: (object: RenderedObject) => readonly Gate[],
): readonly GatedFinding[] {
  return gatedFindings(apiObject, rendered, (object) => gatesOf(object).map((gate) =>
    ({ ...gate, profile: profileOf('hardened', gate.profile.version), failOn: 'never', baseline: undefined, ignoresSeverities: true })));
}

/** With different versions of Kubernetes, one gate may have a finding in a lower profile than another gate. */
function lowest(one: Level | undefined, other: Level | undefined): Level | undefined {
  return LEVELS.find((level) => level === one || level === other);
}

/** One finding for each cause. It fails if any finding with this cause fails. */
export function gatedByCause(findings: readonly GatedFinding[]): readonly GatedFinding[] {
  return byCause(findings, ({ waiver, fails, baselines }) => waiver ?? (!fails && baselines !== undefined))
    .map((finding) => {
      const also = finding.also as readonly GatedFinding[] | undefined;
      return also?.some(({ fails }) => fails) ? { ...finding, fails: true } : finding;
    });
}

/** Identifies a finding on an object, whichever gate found it. */
export function keyOf({ control, container, path, allowKey, detail }: EvaluatedFinding): string {
  return `${control.id} ${container} ${path.join('/')} ${allowKey} ${detail}`;
}

function waived(apiObject: ApiObject, authored: JsonObject, findings: readonly GatedFinding[]): readonly GatedFinding[] {
  const covered = (waiverOf(apiObject, authored)?.(findings) ?? findings) as readonly GatedFinding[];
  return covered.map((finding) => finding.waiver ? { ...finding, fails: false } : finding);
}

/** Adds to findings the waivers that are granted to an object; undefined if there are none. */
export function waiverOf(apiObject: ApiObject, authored: JsonObject): Plan['waive'] {
  const granted = grantedTo(apiObject, authored);
  if (granted.length === 0) {
    return undefined;
  }
  const waivers = granted.map(({ waiver }) => waiver);
  const forGenerated = new Set<Waiver>(granted.filter(({ impliedBy }) => impliedBy === 'takeOwnership').map(({ waiver }) => waiver));
  const ofAuthor = forGenerated.size > 0 ? containersIn([authored]) : {};
  const { neverWaive } = waiverRulesFor(apiObject);
  const counts = (waiver: Waiver, finding: EvaluatedFinding) =>
    !(forGenerated.has(waiver) && ofAuthor[finding.list ?? 'containers']?.has(finding.container ?? '')) && !isKept(waiver, finding, neverWaive)
    // A list can get items later.
    && !(waiver.profile !== undefined && finding.isInList);
  return (findings) => applyWaivers(findings, waivers, { counts });
}

/** The waivers that apply. A waiver that cannot be emitted would hide the finding from reviewers of the YAML. */
function grantedTo(apiObject: ApiObject, authored: JsonObject): ReturnType<typeof waiversFor> {
  return canAnnotate(authored) ? waiversFor(apiObject, authored) : [];
}

/** The settings of an object, with the cluster and the severities of the gate's scope. */
function contextAt(apiObject: ApiObject, gate: Gate, { opened, context: own }: RenderedObject): EvaluationContext {
  const { platform, kubernetesVersion, scope, ignoresSeverities } = gate;
  const hasLibraryDefaults = () => isMadeFromProps(ownerOf(apiObject));
  const context = own ?? amended(foreignContext(apiObject, platform), { notes: { hasLibraryDefaults: hasLibraryDefaults() } });
  return amended(context, {
    target: { platform: platform ?? context.target.platform, kubernetesVersion: kubernetesVersion ?? context.target.kubernetesVersion },
    choices: { severities: ignoresSeverities ? undefined : severitiesFor(apiObject, scope) },
    facts: appFacts(apiObject, opened.object),
  });
}
