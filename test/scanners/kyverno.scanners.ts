import { parseAllDocuments } from 'yaml';
import { kyvernoVerdicts } from './support/kyverno';
import { objectKey } from './support/scanner';
import { JsonObject } from '../../src/formats/manifest/json';
import { idText } from '../../src/policy/controls/known-as/standard';
import { LEVELS } from '../../src/policy/settings/levels';
import { acceptanceOf } from '../../src/policy/waivers/dialects/acceptance';
import { kyverno } from '../../src/policy/waivers/dialects/kyverno';
import { enforcements } from '../../src/tasks/admission/enforcements';
import { kyvernoPolicies } from '../../src/tasks/admission/kyverno-policy';
import { PlannedPolicy } from '../../src/tasks/admission/plan';
import { run } from '../commands/cli/support';
import { finding, waiver } from '../policy/waivers/findings';
import { asKind, changedPods, isAdmissible, KINDS, parityPods } from '../tasks/admission/pods';
import { byEngine, PLAN } from '../tasks/admission/support';
import { families, waivedObjects } from '../tasks/admission/waived-objects';

/* Kyverno decides by the policies that the library writes as `audit` does, and its exceptions cover what the waivers cover. */

/** Kyverno compiles a policy for each object, so it gets each unsafe change, and this share of the other pods. */
const SHARE = 9;
const RANDOM = 150;

/** The control that Kyverno names for each object, by policy; undefined if the object passes. It stops at the first one. */
function firstFailed(plan: PlannedPolicy, objects: readonly JsonObject[]): ReadonlyMap<string, string | undefined> {
  const names = new Map(enforcements(plan).map(({ name, checks }) => [name, checks.map((check) => check.name)]));
  const verdicts = kyvernoVerdicts(kyvernoPolicies(plan), objects);
  expect(verdicts.filter(({ result }) => result !== 'pass' && result !== 'fail')).toEqual([]);
  expect(verdicts).toHaveLength(names.size * objects.length);
  return new Map(verdicts.map(({ policy, object, validation }) => [`${policy} ${object}`, names.get(policy)![validation ?? -1]]));
}

/** Checks that Kyverno never names, since objects that fail them fail earlier ones as well: about hostPath volumes, and about images. */
const HIDDEN = ['writable-host-path', 'runtime-socket', 'sensitive-host-paths', 'image-pull-policy'];

test.each(LEVELS)('the command prints the policies of %s that these tests evaluate', async (level) => {
  const { stdout } = await run(['policies', '--config', 'none', '--target', 'kyverno', '--profile', level, '--action', 'deny']);
  expect(parseAllDocuments(stdout).map((document) => document.toJS())).toEqual(kyvernoPolicies({ ...PLAN, level }));
});

test.each(LEVELS)('the policies of %s decide as audit does, and name the same control', (level) => {
  const plan: PlannedPolicy = { ...PLAN, level };
  const others = parityPods(plan.version, RANDOM).filter((_, index) => index % SHARE === 0);
  const objects = [...changedPods().map(({ after }) => after), ...others].filter(isAdmissible).map((template, index) => {
    const object: any = asKind(KINDS[index % KINDS.length], template);
    return { ...object, metadata: { ...object.metadata, name: `own-${index}` } };
  });
  const byKyverno = firstFailed(plan, objects);
  const wrong = objects.flatMap((object) => {
    const found = byEngine(plan, object);
    return enforcements(plan).flatMap(({ name, checks }) => {
      const engine = checks.find((check) => found.includes(check.name))?.name;
      const kyvernos = byKyverno.get(`${name} ${objectKey(object)}`);
      return engine === kyvernos ? [] : [{ engine, kyverno: kyvernos, object: JSON.stringify(object) }];
    });
  });
  expect(wrong).toEqual([]);
  const seen = new Set(byKyverno.values());
  const checks = enforcements(plan).flatMap((each) => each.checks.filter(({ isReplaced }) => !isReplaced));
  expect(checks.map(({ name }) => name).filter((name) => !seen.has(name) && !HIDDEN.includes(name))).toEqual([]);
});

test('waivers in the policies accept what they accept in an audit', () => {
  const plan: PlannedPolicy = { ...PLAN, level: 'pss-restricted' };
  const cases = waivedObjects(plan, 30);
  const byKyverno = firstFailed({ ...plan, waivers: cases.flatMap(({ waivers }) => waivers) }, cases.map(({ object }) => object));
  const wrong = cases.flatMap(({ object, expected, counting }) => enforcements(plan).flatMap(({ name, checks }) => {
    const engine = families(expected.filter((each) => checks.some((check) => check.name === each)));
    const first = byKyverno.get(`${name} ${objectKey(object)}`);
    const isSame = first === undefined ? engine.length === 0 : engine.includes(families([first])[0]);
    return isSame ? [] : [{ engine, kyverno: first, counting, object: JSON.stringify(object) }];
  }));
  expect(cases.filter(({ counting }) => counting.length > 0).length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

/**
 * In place of the policies of kyverno/policies, which no registry of packages has: each refuses every object. The command line ignores
 * `expiresAt`, by which a cluster ends an exception: pkg/cel/engine/exception.go of Kyverno.
 */
const REFUSING = [...new Set(Object.values(kyverno.standard.ids).flat().map(idText))].map((name): JsonObject => ({
  apiVersion: 'policies.kyverno.io/v1',
  kind: 'ValidatingPolicy',
  metadata: { name },
  spec: {
    autogen: { podControllers: { controllers: [] } },
    matchConstraints: { resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: ['*'] }] },
    validations: [{ expression: 'false', message: 'refused' }],
  },
}));

interface Created {
  readonly groupKind: string;
  readonly suffix?: string;
}

/** What controllers create for a workload of each kind, from the outside to the pod. */
const CREATED: { readonly [groupKind: string]: readonly Created[] } = {
  '/Pod': [],
  '/ReplicationController': [{ groupKind: '/Pod', suffix: '-x2xk9' }],
  'apps/DaemonSet': [{ groupKind: '/Pod', suffix: '-x2xk9' }],
  'apps/Deployment': [{ groupKind: 'apps/ReplicaSet', suffix: '-6b7f8c9d54' }, { groupKind: '/Pod', suffix: '-x2xk9' }],
  'apps/ReplicaSet': [{ groupKind: '/Pod', suffix: '-x2xk9' }],
  'apps/StatefulSet': [{ groupKind: '/Pod', suffix: '-0' }],
  'batch/CronJob': [{ groupKind: 'batch/Job', suffix: '-29384756' }, { groupKind: '/Pod', suffix: '-x2xk9' }],
  'batch/Job': [{ groupKind: '/Pod', suffix: '-x2xk9' }],
};

function objectOf(groupKind: string, name: string, { namespace = 'shop', owner }: { readonly namespace?: string; readonly owner?: any } = {}): any {
  const { metadata, ...object }: any = asKind(groupKind, { spec: { containers: [{ name: 'app', image: 'app:1' }] } });
  const ownerReferences = owner && [{ apiVersion: owner.apiVersion, kind: owner.kind, name: owner.metadata.name, uid: 'x', controller: true }];
  return { ...object, metadata: { ...metadata, name, namespace, ...owner && { ownerReferences } } };
}

/** A workload, and the objects that controllers create for it. */
function withCreated(groupKind: string, name: string, namespace?: string): readonly any[] {
  return CREATED[groupKind].reduce<readonly any[]>((objects, created) => {
    const owner = objects[objects.length - 1];
    return [...objects, objectOf(created.groupKind, `${owner.metadata.name}${created.suffix}`, { namespace, owner })];
  }, [objectOf(groupKind, name, { namespace })]);
}

test.each(Object.keys(CREATED))('exceptions of a %s cover it and what it creates, and nothing else', (groupKind) => {
  const covered = withCreated(groupKind, 'web');
  const [workload] = covered;
  const uncovered = [
    ...withCreated(groupKind, 'web', 'other'),
    ...withCreated(groupKind, 'web-2'),
    ...withCreated('apps/Deployment', 'api'),
    objectOf('/Pod', 'web-x2xk9'),
    objectOf('/Pod', 'web-0', { owner: objectOf('apps/StatefulSet', 'web-db') }),
  ].filter((object) => !covered.some((each) => objectKey(each) === objectKey(object)));
  const findings = [
    finding('read-only-root-filesystem', { waiver: waiver('read-only-root-filesystem') }),
    finding('privileged', { waiver: waiver('privileged', { expires: '2100-01-01' }) }),
  ];
  const { apiVersion, kind, metadata: { name, namespace } } = workload;
  const { text, left } = kyverno.render([{ ...acceptanceOf(findings, []), apiVersion, kind, namespace, name }]);
  expect(left).toEqual([]);
  const verdicts = kyvernoVerdicts(REFUSING, [...covered, ...uncovered], text);
  expect(verdicts).toHaveLength(REFUSING.length * (covered.length + uncovered.length));
  const skipped = verdicts.filter(({ result }) => result === 'skip').map(({ policy, object }) => `${object}: ${policy}`);
  const expected = covered.flatMap((object) => ['require-ro-rootfs', 'disallow-privileged-containers'].map((policy) => `${objectKey(object)}: ${policy}`));
  expect(skipped.sort()).toEqual(expected.sort());
  expect(verdicts.filter(({ result }) => result === 'pass')).toEqual([]);
});
