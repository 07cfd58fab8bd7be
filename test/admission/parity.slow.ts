import { EvaluatedRequest, evaluateInCelGo, Outcome } from './cel-go';
import { asKind, changedPods, fixturePods, isAdmissible, KINDS, somePods, Template } from './pods';
import { PLAN } from './support';
import { enforcements } from '../../src/admission/parameters';
import { PlannedPolicy } from '../../src/admission/plan';
import { policyChecks } from '../../src/admission/policy-checks';
import { validatingAdmissionPolicies } from '../../src/admission/validating-policy';
import { evaluate } from '../../src/engine/evaluate';
import { profileOf } from '../../src/engine/profile';
import { JsonObject } from '../../src/manifest/json';
import { thirdPartySettings } from '../../src/settings/platform';

/** What policies are for, and the settings under which the engine does the same. */
function admission(plan: PlannedPolicy) {
  const objects: any[] = [...validatingAdmissionPolicies(plan)];
  const policy = objects.find(({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name === plan.name).spec;
  const checks = enforcements(plan).flatMap((each) => each.checks);
  // Both bindings together.
  const waivers = objects.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data);
  const data = Object.assign({}, ...waivers, { controls: checks.map(({ name }) => name).join('\n') });
  return { policy, checks, params: { data } };
}

function byEngine(plan: PlannedPolicy, object: JsonObject): readonly string[] {
  const known = new Set(policyChecks(plan).filter(({ isReplaced }) => !isReplaced).map(({ name }) => name));
  const findings = evaluate(object, profileOf(plan.level, plan.version), thirdPartySettings(plan.platform));
  const names = findings.map(({ control, severity }) => severity === control.severity ? control.id : `${control.id}-${severity}`);
  return [...new Set(names)].filter((name) => known.has(name)).sort();
}

function byCel(checks: readonly { readonly name: string }[], { error, failed }: Outcome): readonly string[] {
  return error !== undefined ? [error] : Object.keys(failed).map((index) => checks[Number(index)].name).sort();
}

/** The pods on which engine and CEL differ. */
function differences(plan: PlannedPolicy, templates: readonly Template[]) {
  const { policy, checks, params } = admission(plan);
  const objects = templates.map((template, index) => asKind(KINDS[index % KINDS.length], template));
  const requests = objects.map((object): EvaluatedRequest => ({ policy: 0, object, operation: 'CREATE', params }));
  const outcomes = evaluateInCelGo([policy], requests);
  const wrong = outcomes.flatMap((outcome, index) => {
    const [engine, cel] = [byEngine(plan, objects[index]), byCel(checks, outcome)];
    const onlyEngine = engine.filter((name) => !cel.includes(name));
    const onlyCel = cel.filter((name) => !engine.includes(name));
    return onlyEngine.length + onlyCel.length === 0 ? [] : [{ onlyEngine, onlyCel, object: JSON.stringify(objects[index]) }];
  });
  return { wrong, outcomes, seen: new Set(outcomes.flatMap((outcome) => byCel(checks, outcome))), checks };
}

/** The versions in which a policy changes. */
const PROFILES = [
  ['pss-baseline', 30], ['pss-restricted', 31], ['pss-baseline', 32], ['pss-restricted', 34], ['pss-baseline', 35], ['pss-restricted', 37], ['hardened', 37],
] as const;

test.each(PROFILES)('the pods of upstream are admitted as the engine says, by %s in Kubernetes 1.%i', (level, version) => {
  const pods = fixturePods(version).filter((_, index) => index % 9 === version % 9).filter(isAdmissible);
  expect(pods.length).toBeGreaterThan(50);
  expect(differences({ ...PLAN, level, version }, pods).wrong).toEqual([]);
});

test('every unsafe change is found by CEL as by the engine', () => {
  const pods = changedPods().flatMap(({ before, after }, index) => index % 4 === 0 ? [before, after] : [after]).filter(isAdmissible);
  const { wrong, seen, checks } = differences(PLAN, pods);
  expect(wrong).toEqual([]);
  expect(checks.filter(({ name, isReplaced }) => !isReplaced && !seen.has(name))).toEqual([]);
});

test('any pod is admitted as the engine says', () => {
  const pods = somePods(200);
  for (const version of [30, 37]) {
    const { wrong } = differences({ ...PLAN, version }, pods);
    expect(wrong.slice(0, 5)).toEqual([]);
  }
});
