import { ApiObject } from 'cdk8s';
import { Gate, gatesFor, ownGate, waiversFor } from './scopes';
import { severitiesFor } from './severities';
import { Severity } from '../controls/check';
import { evaluateOpened } from '../engine/evaluate';
import { EvaluatedFinding, isUnevaluated } from '../engine/finding';
import { OpenedManifest } from '../engine/open';
import { JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';
import { foreignSettings } from '../options/resolve';
import { Settings } from '../settings/settings';
import { Waiver } from '../settings/waiver';
import { canAnnotate } from '../waivers/annotation';
import { applyWaivers } from '../waivers/apply';

/** A finding on an object, and whether it fails the synthesis. */
export interface GatedFinding extends EvaluatedFinding {
  readonly fails: boolean;
}

/** An object as it is about to leave cdk8s. */
export interface Rendered {
  readonly opened: OpenedManifest;
  /** The object before hardening. */
  readonly authored: JsonObject;
  /** The settings that it was hardened with; undefined if it is not a hardened workload. */
  readonly settings?: Settings;
}

/** The gates that an object must pass: those of the scopes around it and, if it is a hardened workload, its own. */
export function requiredGates(apiObject: ApiObject, settings: Settings | undefined): readonly Gate[] {
  const gates = gatesFor(apiObject);
  return settings ? [ownGate(settings), ...gates] : gates;
}

/** Whether one of the gates evaluates a control for an object. */
export function isRequired(apiObject: ApiObject, gates: readonly Gate[], control: string): boolean {
  return gates.some((gate) => gate.profile.ids.has(control) && severitiesFor(apiObject, gate.scope)?.[control] !== 'off');
}

/** The findings on an object by some gates, with the waivers that cover them. */
export function gatedFindings(apiObject: ApiObject, rendered: Rendered, gates: readonly Gate[]): readonly GatedFinding[] {
  const found = new Map<string, GatedFinding>();
  for (const gate of gates) {
    const { profile, failOn, failOnUnevaluated = false } = gate;
    for (const finding of evaluateOpened(rendered.opened, profile, settingsAt(apiObject, gate, rendered.settings))) {
      const key = keyOf(finding);
      const known = found.get(key);
      const fails = isAtLeast(finding.severity, failOn) || (failOnUnevaluated && isUnevaluated(finding));
      found.set(key, { ...known?.severity === 'error' ? known : finding, fails: known?.fails || fails });
    }
  }
  return found.size === 0 ? [] : applyGrantedWaivers(apiObject, rendered, [...found.values()]);
}

/** Whether two gates found the same. */
export function isSameFinding(one: EvaluatedFinding, other: EvaluatedFinding): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ control, container, path, allowKey, detail }: EvaluatedFinding): string {
  return `${control.id} ${container} ${path.join('/')} ${allowKey} ${detail}`;
}

function applyGrantedWaivers(apiObject: ApiObject, rendered: Rendered, findings: readonly GatedFinding[]): readonly GatedFinding[] {
  const { opened: { manifest }, authored } = rendered;
  // A waiver that cannot be emitted would hide the finding from reviewers of the YAML.
  const granted = canAnnotate(manifest) ? waiversFor(apiObject, manifest) : [];
  const forGenerated = new Set<Waiver>(granted.filter(({ isForGenerated }) => isForGenerated).map(({ waiver }) => waiver));
  const ofAuthor = forGenerated.size > 0 ? containerNames(authored) : new Set();
  const waived = applyWaivers(findings, granted.map(({ waiver }) => waiver), (waiver, { container }) =>
    !(forGenerated.has(waiver) && ofAuthor.has(container))) as readonly GatedFinding[];
  return waived.map((finding) => finding.waiver ? { ...finding, fails: false } : finding);
}

function containerNames(manifest: JsonObject): ReadonlySet<unknown> {
  return new Set(podsOf(manifest).flatMap(({ containers }) => containers.map(({ name }) => name)));
}

/** The settings of an object, with the cluster and the severities of the gate's scope. */
function settingsAt(apiObject: ApiObject, gate: Gate, own: Settings | undefined): Settings {
  const { platform, kubernetesVersion, scope } = gate;
  const settings = own ?? foreignSettings(apiObject, platform);
  return {
    ...settings,
    platform: platform ?? settings.platform,
    kubernetesVersion: kubernetesVersion ?? settings.kubernetesVersion,
    severities: severitiesFor(apiObject, scope),
  };
}

function isAtLeast(severity: Severity, threshold: Severity | undefined): boolean {
  return threshold === 'warning' || threshold === severity;
}
