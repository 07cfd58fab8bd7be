import { asKind, changedPods, fixturePods, isAdmissible, KINDS, somePods, Template, tokenPods, volumePods } from './pods';
import { byEngine, decide, Decision, PLAN } from './support';
import { enforcements } from '../../../src/tasks/admission/enforcements';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';

function byCel({ error, failed }: Decision): readonly string[] {
  return error !== undefined ? [error] : [...failed].sort();
}

/** The pods on which engine and CEL differ. */
function differences(plan: PlannedPolicy, templates: readonly Template[]) {
  const checks = enforcements(plan).flatMap((each) => each.checks);
  const objects = templates.map((template, index) => asKind(KINDS[index % KINDS.length], template));
  const outcomes = decide(objects.map((object) => ({ plan, request: { object, operation: 'CREATE' } })));
  const wrong = outcomes.flatMap((outcome, index) => {
    const [engine, cel] = [byEngine(plan, objects[index]), byCel(outcome)];
    const onlyEngine = engine.filter((name) => !cel.includes(name));
    const onlyCel = cel.filter((name) => !engine.includes(name));
    return onlyEngine.length + onlyCel.length === 0 ? [] : [{ onlyEngine, onlyCel, object: JSON.stringify(objects[index]) }];
  });
  return { wrong, outcomes, seen: new Set(outcomes.flatMap((outcome) => byCel(outcome))), checks };
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

test('the volume for the API server is accepted as the engine does', () => {
  const { wrong, outcomes } = differences(PLAN, tokenPods());
  expect(wrong).toEqual([]);
  const isFound = outcomes.map(({ failed }) => failed.includes('token-audience'));
  expect(isFound.filter(Boolean)).toHaveLength(isFound.length - 7);
});

test.each([[undefined], [0], [65532]])('the volumes of a pod with fsGroup %p matter as the engine says', (fsGroup) => {
  const { wrong, seen } = differences(PLAN, volumePods(fsGroup));
  expect(wrong).toEqual([]);
  expect([...seen].filter((id) => id.startsWith('fs-group'))).toEqual(fsGroup === 65532 ? ['fs-group-change-policy'] : expect.arrayContaining(['fs-group']));
});

test('the claim templates of a StatefulSet count as the engine says', () => {
  const POD = { spec: { containers: [{ name: 'app' }] } };
  const set = (spec: object) => ({ ...asKind('apps/StatefulSet', POD), spec: { template: POD, ...spec } });
  const outcomes = [{}, { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }].map((spec) => {
    const [outcome] = decide([{ plan: PLAN, request: { object: set(spec), operation: 'CREATE' } }]);
    expect(byCel(outcome)).toEqual(byEngine(PLAN, set(spec)));
    return outcome.failed.includes('fs-group');
  });
  expect(outcomes).toEqual([false, true]);
});

test('any pod is admitted as the engine says', () => {
  const pods = somePods(200);
  for (const version of [30, 37]) {
    const { wrong } = differences({ ...PLAN, version }, pods);
    expect(wrong.slice(0, 5)).toEqual([]);
  }
});
