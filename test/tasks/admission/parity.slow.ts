import { asKind, asStored, changedPods, fixturePods, isAdmissible, KINDS, somePods, Template } from './pods';
import { decide, Decision, PLAN } from './support';
import { clone, JsonObject } from '../../../src/formats/manifest/json';
import { thirdPartyContext } from '../../../src/policy/context/context';
import { severityOf } from '../../../src/policy/controls/severity';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { enforcements } from '../../../src/tasks/admission/enforcements';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policyChecks } from '../../../src/tasks/admission/policy-checks';
import { FILE_CASES } from '../../policy/controls/volumes-with-files';

function byEngine(plan: PlannedPolicy, known: ReadonlySet<string>, object: JsonObject): readonly string[] {
  const findings = evaluate(object, profileOf(plan.level, plan.version), thirdPartyContext(plan.platform));
  const names = findings.map(({ control, severity }) => severity === severityOf(control) ? control.id : `${control.id}-${severity}`);
  return [...new Set(names)].filter((name) => known.has(name)).sort();
}

function byCel({ error, failed }: Decision): readonly string[] {
  return error !== undefined ? [error] : [...failed].sort();
}

/** The pods on which engine and CEL differ. */
function differences(plan: PlannedPolicy, templates: readonly Template[]) {
  const checks = enforcements(plan).flatMap((each) => each.checks);
  const objects = templates.map((template, index) => asKind(KINDS[index % KINDS.length], template));
  const outcomes = decide(objects.map((object) => ({ plan, request: { object, operation: 'CREATE' } })));
  const known = new Set(policyChecks(plan).filter(({ isReplaced }) => !isReplaced).map(({ name }) => name));
  const wrong = outcomes.flatMap((outcome, index) => {
    const [engine, cel] = [byEngine(plan, known, objects[index]), byCel(outcome)];
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

/** The volume that takes the place of the automatic token, and what is not quite it. */
function tokenPods(): readonly Template[] {
  const SOURCES: any[] = [
    { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
  ];
  const MOUNT = { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true };
  const tokenPod = (change: (sources: any[], mount: any, projected: any) => void): Template => {
    const { sources, mount } = clone({ sources: SOURCES, mount: MOUNT }) as any;
    const projected = { sources, defaultMode: 0o644 };
    change(sources, mount, projected);
    return { spec: { containers: [{ name: 'app', volumeMounts: [mount] }], volumes: [{ name: 'token', projected }] } };
  };
  return [
    () => {},
    (_: any[], mount: any) => { mount.mountPath += '/'; },
    ([token]: any[]) => { delete token.serviceAccountToken.expirationSeconds; },
    (sources: any[]) => sources.reverse(),
    (_: any[], __: any, projected: any) => { projected.defaultMode = 0o440; },
    ([token]: any[]) => { token.serviceAccountToken.expirationSeconds = 3601; },
    ([token]: any[]) => { token.serviceAccountToken.audience = 'vault'; },
    ([token]: any[]) => { token.serviceAccountToken.path = 'api'; },
    ([, config]: any[]) => { config.configMap.name = 'other'; },
    ([, config]: any[]) => { config.configMap.optional = true; },
    ([, config]: any[]) => { config.configMap.items[0].mode = 0o600; },
    ([, , downward]: any[]) => { downward.downwardAPI.items[0].fieldRef.fieldPath = 'metadata.name'; },
    ([, , downward]: any[]) => { delete downward.downwardAPI.items[0].fieldRef.apiVersion; },
    (sources: any[]) => sources.pop(),
    (sources: any[]) => sources.push({ secret: { name: 'x' } }),
    (_: any[], __: any, projected: any) => { projected.defaultMode = 0o666; },
    (_: any[], mount: any) => { mount.readOnly = false; },
    (_: any[], mount: any) => { mount.subPath = 'x'; },
    (_: any[], mount: any) => { mount.mountPath = '/token'; },
    (_: any[], mount: any) => { mount.name = 'other'; },
  ].map(tokenPod);
}

test('the volume for the API server is accepted as the engine does', () => {
  const { wrong, outcomes } = differences(PLAN, tokenPods());
  expect(wrong).toEqual([]);
  const isFound = outcomes.map(({ failed }) => failed.includes('token-audience'));
  expect(isFound.filter(Boolean)).toHaveLength(isFound.length - 7);
});

test.each([[undefined], [0], [65532]])('the volumes of a pod with fsGroup %p matter as the engine says', (fsGroup) => {
  const pods = FILE_CASES.flatMap(({ volume }) => [undefined, 0].map((runAsUser): Template => ({
    spec: {
      securityContext: asStored({ fsGroup, runAsUser }),
      containers: [{ name: 'app' }, { name: 'side', securityContext: { runAsUser: 0 } }],
      volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'v', ...volume }],
    },
  })));
  const { wrong, seen } = differences(PLAN, pods);
  expect(wrong).toEqual([]);
  expect([...seen].filter((id) => id.startsWith('fs-group'))).toEqual(fsGroup === 65532 ? ['fs-group-change-policy'] : expect.arrayContaining(['fs-group']));
});

test('the claim templates of a StatefulSet count as the engine says', () => {
  const POD = { spec: { containers: [{ name: 'app' }] } };
  const set = (spec: object) => ({ ...asKind('apps/StatefulSet', POD), spec: { template: POD, ...spec } });
  const outcomes = [{}, { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }].map((spec) => {
    const [outcome] = decide([{ plan: PLAN, request: { object: set(spec), operation: 'CREATE' } }]);
    const known = new Set(policyChecks(PLAN).filter(({ isReplaced }) => !isReplaced).map(({ name }) => name));
    expect(byCel(outcome)).toEqual(byEngine(PLAN, known, set(spec)));
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
