import * as fc from 'fast-check';
import { asKind, changedPods, isAdmissible, KINDS, somePods, Template } from './pods';
import { clone, JsonObject } from '../../../src/formats/manifest/json';
import { thirdPartyContext } from '../../../src/policy/context/context';
import { severityOf } from '../../../src/policy/controls/severity';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { profileOf } from '../../../src/policy/engine/profile';
import { HardeningProfile } from '../../../src/policy/settings/hardening-profile';
import { Waiver } from '../../../src/policy/settings/waiver';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { familyOf } from '../../../src/policy/waivers/coverage';
import { suggestWaiver } from '../../../src/policy/waivers/suggest';
import { TargetedWaiver } from '../../../src/policy/waivers/waiver-file';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policyWaivers } from '../../../src/tasks/admission/waivers';

/** Some of the waivers that findings need, and some that fit less well. */
function someWaivers(findings: readonly EvaluatedFinding[]): readonly Waiver[] {
  const fitting = findings.map(suggestWaiver).flatMap((waiver) => waiver === undefined ? [] : [{ ...waiver, reason: 'known' }]);
  const changes: readonly ((waiver: any) => Waiver)[] = [
    (waiver) => waiver,
    (waiver) => waiver,
    (waiver) => waiver,
    (waiver) => ({ ...waiver, control: familyOf(waiver.control).slice(-1)[0] }),
    ({ containers, ...waiver }) => ({ ...waiver, initContainers: containers }),
    ({ containers, initContainers, ...waiver }) => waiver,
    (waiver) => ({ ...waiver, allow: [...waiver.allow ?? [], 'other'] }),
  ];
  const forProfile: Waiver = { profile: HardeningProfile.PSS_BASELINE, reason: 'known' };
  const changed = fc.tuple(fc.subarray(fitting), fc.infiniteStream(fc.constantFrom(...changes)))
    .map(([some, stream]) => some.map((waiver) => clone(stream.next().value!(waiver) as any)));
  const any = fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: fc.constant([forProfile]) });
  return fc.sample(any, { numRuns: 1, seed: findings.length })[0];
}

/** A control of a lower profile finds the same as the one that replaces it. */
export function families(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => [...familyOf(name)].sort()[0]))].sort();
}

/** An object with waivers of some of its findings. */
export interface WaivedObject {
  readonly object: JsonObject;
  readonly waivers: readonly TargetedWaiver[];
  /** The waivers that policies can honor. */
  readonly counting: readonly Waiver[];
  /** The names of the checks that it fails in spite of them, as the engine says. */
  readonly expected: readonly string[];
}

function waivedObject(plan: PlannedPolicy, object: JsonObject): WaivedObject {
  const { kind, metadata: { name, namespace } }: any = object;
  const findings = evaluate(object, profileOf(plan.level, plan.version), thirdPartyContext(plan.platform));
  const all = someWaivers(findings);
  const waivers = all.map((waiver) => ({ waiver, target: { kind, name, namespace } }));
  const { left } = policyWaivers({ waivers });
  const counting = all.filter((waiver) => !left.some((each) => each.waiver.waiver === waiver));
  const remaining = applyWaivers(findings, counting).filter(({ waiver }) => waiver === undefined);
  const names = remaining.map(({ control, severity }) => severity === severityOf(control) ? control.id : `${control.id}-${severity}`);
  return { object, waivers, counting, expected: [...new Set(names)] };
}

/** Unsafe objects of all kinds with waivers, a part of them random. */
export function waivedObjects(plan: PlannedPolicy, random: number): readonly WaivedObject[] {
  const changed = changedPods().map(({ after }) => after).filter((pod, index) => index % 3 === 0 && isAdmissible(pod));
  // In a pod for Windows the API server refuses what a lower profile still finds.
  const templates: readonly Template[] = [...changed, ...somePods(random)].filter((pod) => pod.spec.os?.name !== 'windows');
  return templates.map((template, index) => {
    const object: any = asKind(KINDS[index % KINDS.length], template);
    return waivedObject(plan, { ...object, metadata: { ...object.metadata, name: `own-${index}` } });
  });
}
