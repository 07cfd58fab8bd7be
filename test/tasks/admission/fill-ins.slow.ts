import { spawnSync } from 'child_process';
import { EvaluatedPolicy, evaluateInCelGo } from './cel-go';
import { asKind, changedPods, CHOICES, isAdmissible, KINDS, somePods, Template } from './pods';
import { filledByEngine, PLAN, withoutEmpty } from './support';
import { clone, isObject, JsonObject, read } from '../../../src/formats/manifest/json';
import { fromJsonPointer } from '../../../src/formats/manifest/paths';
import { Level } from '../../../src/policy/controls/control';
import { fillingControls } from '../../../src/tasks/admission/fill-ins';
import { mutatingAdmissionPolicies } from '../../../src/tasks/admission/mutating-policy';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policiesFor } from '../../../src/tasks/admission/policies';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

function patched(object: JsonObject, operations: readonly Operation[]): JsonObject {
  const result = clone(object);
  for (const { op, path, value } of operations) {
    const steps = fromJsonPointer(path, result);
    const parent: any = read(result, steps.slice(0, -1));
    expect([op, isObject(parent), path]).toEqual(['add', true, path]);
    parent[steps[steps.length - 1]] = value;
  }
  return result;
}

function differences(level: Level, templates: readonly Template[]) {
  const fillIns = fillingControls(level).map(({ id }) => id);
  const [policy]: any[] = [...mutatingAdmissionPolicies({ ...PLAN, level, fillIns })].map(({ spec }: any) => ({
    ...spec, mutations: (spec.mutations ?? []).map(({ jsonPatch }: any) => jsonPatch.expression),
  }));
  const objects = templates.map((template, index) => asKind(KINDS[index % KINDS.length], template));
  const outcomes = evaluateInCelGo([policy], objects.map((object) => ({ policy: 0, object, operation: 'CREATE' as const })));
  const wrong = objects.flatMap((object, index) => {
    const { error, mutations = [] } = outcomes[index];
    const byEngine = withoutEmpty(filledByEngine(level, object));
    const byPolicy = withoutEmpty(patched(object, mutations.flat()));
    const isSame = error === undefined && JSON.stringify(byEngine) === JSON.stringify(byPolicy);
    return isSame ? [] : [{ error, object: JSON.stringify(object), byEngine, byPolicy }];
  });
  return { wrong, paths: outcomes.flatMap(({ mutations = [] }) => mutations.flat().map(({ path }: Operation) => path.replace(/\/\d+/, '/0'))) };
}

test('a policy fills in what the engine fills in', () => {
  const pods = [...CHOICES, ...somePods(150), ...changedPods().map(({ after }) => after).filter(isAdmissible)];
  const { wrong, paths } = differences('hardened', pods);
  expect(wrong.slice(0, 3)).toEqual([]);
  const last = [...new Set(paths.map((path) => path.replace(/^.*\/spec\//, '')))].sort();
  expect(last).toEqual(expect.arrayContaining([
    'securityContext', 'securityContext/fsGroupChangePolicy', 'securityContext/runAsNonRoot', 'securityContext/seccompProfile',
    ...['allowPrivilegeEscalation', 'capabilities', 'capabilities/drop', 'privileged', 'readOnlyRootFilesystem', 'runAsNonRoot']
      .map((field) => `containers/0/securityContext/${field}`),
    ...['ephemeralContainers', 'initContainers'].map((list) => `${list}/0/securityContext/allowPrivilegeEscalation`),
  ]));
});

const FILLED: PlannedPolicy = {
  ...PLAN,
  fillIns: fillingControls('hardened').map(({ id }) => id),
  waivers: [{
    target: { kind: 'Deployment', namespace: 'shop', name: 'own' },
    waiver: { control: 'allow-privilege-escalation', containers: ['app'], reason: 'it starts a setuid program' },
  }],
};

function policyOf(objects: readonly any[], kind: string): EvaluatedPolicy {
  const { spec } = objects.find((object) => object.kind === kind);
  return { ...spec, mutations: spec.mutations?.map(({ jsonPatch }: any) => jsonPatch.expression) };
}

test('a policy fills in nothing that a waiver accepts, and changes no pod that is there', () => {
  const objects: any[] = [...policiesFor(FILLED, 'vap').objects];
  const template = { spec: { containers: [{ name: 'app' }, { name: 'other' }] } };
  const object = asKind('apps/Deployment', template);
  const pod = asKind('/Pod', template);
  const changed = { ...pod, spec: { containers: [{ name: 'app', image: 'app:2' }] } };
  const [created, updated] = evaluateInCelGo([policyOf(objects, 'MutatingAdmissionPolicy')], [
    { policy: 0, operation: 'CREATE', object }, { policy: 0, operation: 'UPDATE', object: changed, oldObject: pod },
  ]);
  const filled: any = patched(object, created.mutations!.flat());
  const { containers } = filled.spec.template.spec;
  expect(containers.map(({ securityContext }: any) => securityContext.allowPrivilegeEscalation)).toEqual([undefined, false]);
  expect(updated.matches).toBe(false);
});

test('a policy leaves a ReplicaSet equal to the Deployment that compares it', () => {
  const objects: any[] = [...policiesFor(FILLED, 'vap').objects];
  const alone: any = asKind('apps/ReplicaSet', { spec: { containers: [{ name: 'app' }] } });
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }];
  const owned = { ...alone, metadata: { ...alone.metadata, ownerReferences } };
  const outcomes = evaluateInCelGo([policyOf(objects, 'MutatingAdmissionPolicy')], [alone, owned].map((object) =>
    ({ policy: 0, operation: 'CREATE', object })));
  expect(outcomes.map(({ matches }) => matches)).toEqual([true, false]);
});

test('Kyverno has the same expressions, with the waivers in them', () => {
  const objects: any[] = [...policiesFor(FILLED, 'kyverno').objects];
  const object = asKind('apps/Deployment', { spec: { containers: [{ name: 'app', securityContext: { allowPrivilegeEscalation: true } }, { name: 'other' }] } });
  const policies = ['ValidatingPolicy', 'MutatingPolicy'].map((kind) => policyOf(objects, kind));
  const [validated, mutated] = evaluateInCelGo(policies, policies.map((_, policy) => ({ policy, operation: 'CREATE', object })));
  const messages = Object.values(validated.failed).filter((message) => message.startsWith('allow-privilege-escalation'));
  expect(messages).toEqual(['allow-privilege-escalation: No privilege escalation, but see containers/other. Fix: write `allowPrivilegeEscalation: false`.']);
  expect([validated.error, mutated.error]).toEqual([undefined, undefined]);
  expect(evaluateInCelGo(policiesFor({ ...FILLED, waivers: [] }, 'kyverno').objects.map(({ kind }) => policyOf(objects, String(kind))), [])).toEqual([]);
});

/** The schemas of this kind have ESM only, which Jest cannot load. */
const VALIDATE = `
  import { MutatingAdmissionPolicy } from 'kubernetes-models-next/admissionregistration.k8s.io/v1/MutatingAdmissionPolicy';
  import { MutatingAdmissionPolicyBinding } from 'kubernetes-models-next/admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding';
  const models = { MutatingAdmissionPolicy, MutatingAdmissionPolicyBinding };
  for (const object of JSON.parse(process.argv[1])) {
    new models[object.kind](object).validate();
  }
`;

test('the OpenAPI schema of Kubernetes 1.36 has such policies', () => {
  const objects: any[] = policiesFor(FILLED, 'vap').objects.filter(({ kind }) => String(kind).startsWith('Mutating'));
  const validate = (some: readonly object[]) => spawnSync(process.execPath, ['--input-type=module', '--eval', VALIDATE, JSON.stringify(some)], { encoding: 'utf8' });
  expect(objects).toHaveLength(2);
  expect(validate(objects)).toMatchObject({ status: 0, stderr: '' });
  expect(validate([{ ...objects[0], spec: { ...objects[0].spec, mutations: [{ patchType: 'Merge' }] } }]).stderr).toContain('must be equal to one of the allowed values');
});

describe('a pod that Pod Security refuses anyway', () => {
  const contexts = (template: Template, waivers: PlannedPolicy['waivers'] = []) => {
    const objects: any[] = [...policiesFor({ ...FILLED, level: 'pss-restricted', waivers }, 'vap').objects];
    const object = asKind('apps/Deployment', template);
    const [{ error, mutations }] = evaluateInCelGo([policyOf(objects, 'MutatingAdmissionPolicy')], [{ policy: 0, operation: 'CREATE', object }]);
    expect(error).toBe(undefined);
    const { securityContext, containers }: any = (patched(object, mutations!.flat()) as any).spec.template.spec;
    return { runAsNonRoot: securityContext?.runAsNonRoot, drop: containers.map((each: any) => each.securityContext?.capabilities?.drop) };
  };
  const withHostPort = { spec: { containers: [{ name: 'app', ports: [{ containerPort: 80, hostPort: 80 }] }, { name: 'other', securityContext: { runAsUser: 1000 } }] } };

  test('keeps the user and the capabilities of a container that states no user', () => {
    expect(contexts(withHostPort)).toEqual({ runAsNonRoot: undefined, drop: [undefined, ['ALL']] });
  });

  test('gets all if a waiver accepts the choice', () => {
    const waiver = { control: 'host-ports', containers: ['app'], allow: ['80:80/TCP'], reason: 'the agent of the node' };
    expect(contexts(withHostPort, [{ target: { kind: 'Deployment', namespace: 'shop', name: 'own' }, waiver }])).toEqual({ runAsNonRoot: true, drop: [['ALL'], ['ALL']] });
  });

  test('gets all if only fields are missing', () => {
    expect(contexts({ spec: { containers: [{ name: 'app' }] } })).toEqual({ runAsNonRoot: true, drop: [['ALL']] });
  });
});
