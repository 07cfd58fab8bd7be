import { ApiObject } from 'cdk8s';
import { Gate, gatesFor, ownGate, waiversFor } from './scopes';
import { Severity } from '../controls/control';
import { evaluate, Finding, isUnevaluated } from '../engine/evaluate';
import { JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';
import { foreignSettings } from '../options/resolve';
import { Settings } from '../settings/settings';
import { canAnnotate } from '../waivers/annotation';
import { applyWaivers, JudgedFinding } from '../waivers/apply';
import { Waiver } from '../settings/waiver';

/** A finding on an object, and whether it keeps the app from synthesizing. */
export interface Verdict extends JudgedFinding {
  readonly fails: boolean;
}

/** An object as it is about to leave cdk8s. */
export interface Rendered {
  readonly manifest: JsonObject;
  /** What it was before hardening. */
  readonly authored: JsonObject;
  /** By which it was hardened; absent if it is not a hardened workload. */
  readonly settings?: Settings;
}

/** What an object must pass: the gates of the scopes around it and, if it is a hardened workload, one of its own. */
export function requiredGates(apiObject: ApiObject, settings: Settings | undefined): readonly Gate[] {
  const gates = gatesFor(apiObject);
  return settings ? [ownGate(settings), ...gates] : gates;
}

/** What is wrong with an object by some gates, and which waivers of the object cover it. */
export function verdictsOn(apiObject: ApiObject, rendered: Rendered, gates: readonly Gate[]): readonly Verdict[] {
  const found = new Map<string, Finding & { fails: boolean }>();
  for (const gate of gates) {
    const { profile, failOn, failOnUnevaluated = false } = gate;
    for (const finding of evaluate(rendered.manifest, profile, settingsAt(apiObject, gate, rendered.settings))) {
      const key = `${finding.control.id} ${finding.container} ${finding.path.join('/')} ${finding.allowKey}`;
      const fails = isAtLeast(finding.severity, failOn) || (failOnUnevaluated && isUnevaluated(finding));
      found.set(key, { ...finding, fails: found.get(key)?.fails || fails });
    }
  }
  return found.size === 0 ? [] : applyGrantedWaivers(apiObject, rendered, [...found.values()])
    .map((finding) => ({ ...finding, fails: (finding as Verdict).fails && !finding.waiver }));
}

function applyGrantedWaivers(apiObject: ApiObject, rendered: Rendered, findings: readonly Finding[]): readonly JudgedFinding[] {
  const { manifest, authored } = rendered;
  // A waiver that cannot be written down would let pass what nobody sees.
  const granted = canAnnotate(manifest) ? waiversFor(apiObject, manifest) : [];
  const forGenerated = new Set<Waiver>(granted.filter(({ isForGenerated }) => isForGenerated).map(({ waiver }) => waiver));
  const ofAuthor = forGenerated.size > 0 ? containerNames(authored) : new Set();
  return applyWaivers(findings, granted.map(({ waiver }) => waiver), (waiver, { container }) =>
    !(forGenerated.has(waiver) && ofAuthor.has(container)));
}

function containerNames(manifest: JsonObject): ReadonlySet<unknown> {
  return new Set(podsOf(manifest).flatMap(({ containers }) => containers.map(({ name }) => name)));
}

/** The policy of an object, with what the scope of a gate says about where it is going to run. */
function settingsAt(apiObject: ApiObject, { platform, kubernetesVersion }: Gate, own: Settings | undefined): Settings {
  const settings = own ?? foreignSettings(apiObject, platform);
  return { ...settings, platform: platform ?? settings.platform, kubernetesVersion: kubernetesVersion ?? settings.kubernetesVersion };
}

function isAtLeast(severity: Severity, threshold: Severity | undefined): boolean {
  return threshold === 'warning' || threshold === severity;
}
