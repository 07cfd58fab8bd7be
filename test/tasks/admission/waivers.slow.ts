import * as fc from 'fast-check';
import { asKind, changedPods, isAdmissible, KINDS, somePods, Template } from './pods';
import { decide, PLAN } from './support';
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
import { enforcements } from '../../../src/tasks/admission/enforcements';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policyWaivers } from '../../../src/tasks/admission/waivers';

/* The same waivers accept the same in a cluster as in an audit. */

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
function families(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => [...familyOf(name)].sort()[0]))].sort();
}

/** Requests with their waivers in one policy: compiling it takes most of the time. */
const TOGETHER = 10;

function caseOf(plan: PlannedPolicy, object: JsonObject) {
  const { kind, metadata: { name, namespace } }: any = object;
  const findings = evaluate(object, profileOf(plan.level, plan.version), thirdPartyContext(plan.platform));
  const waivers = someWaivers(findings);
  const targeted = waivers.map((waiver) => ({ waiver, target: { kind, name, namespace } }));
  const { left } = policyWaivers({ waivers: targeted });
  const counting = waivers.filter((waiver) => !left.some((each) => each.waiver.waiver === waiver));
  const remaining = applyWaivers(findings, counting).filter(({ waiver }) => waiver === undefined);
  return {
    targeted,
    request: { operation: 'CREATE' as const, object },
    expected: [...new Set(remaining.map(({ control, severity }) => severity === severityOf(control) ? control.id : `${control.id}-${severity}`))],
    counting,
  };
}

test.each(['pss-restricted', 'hardened'] as const)('waivers accept in the cluster what they accept in an audit, by %s', (level) => {
  const plan: PlannedPolicy = { ...PLAN, level };
  const names = enforcements(plan).flatMap(({ checks }) => checks.map((check) => check.name));
  const changed = changedPods().map(({ after }) => after).filter((pod, index) => index % 3 === 0 && isAdmissible(pod));
  // In a pod for Windows the API server refuses what a lower profile still finds.
  const templates: readonly Template[] = [...changed, ...somePods(70)].filter((pod) => pod.spec.os?.name !== 'windows');
  const cases = templates.map((template, index) => {
    const object: any = asKind(KINDS[index % KINDS.length], template);
    return caseOf(plan, { ...object, metadata: { ...object.metadata, name: `own-${index}` } });
  });
  const outcomes = decide(cases.flatMap((_, start) => {
    const together = start % TOGETHER === 0 ? cases.slice(start, start + TOGETHER) : [];
    const waiving = { ...plan, waivers: together.flatMap(({ targeted }) => targeted) };
    return together.map(({ request }) => ({ plan: waiving, request }));
  }));
  const wrong = outcomes.flatMap(({ error, failed }, index) => {
    const { expected, counting, request } = cases[index];
    const found = [expected.filter((name) => names.includes(name)), failed];
    const [engine, cel] = found.map(families);
    const isSame = error === undefined && JSON.stringify(engine) === JSON.stringify(cel);
    return isSame ? [] : [{ error, engine, cel, counting, object: JSON.stringify(request.object) }];
  });
  expect(cases.filter(({ counting }) => counting.length > 0).length).toBeGreaterThan(30);
  expect(wrong.slice(0, 3)).toEqual([]);
});
