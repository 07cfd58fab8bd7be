import { kyvernoErrors } from './kyverno-schemas';
import { PLAN } from './support';
import { isInPolicies } from '../../../src/policy/controls/admission';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl, LEVELS, onlyFillsIn } from '../../../src/policy/controls/control';
import { TargetedWaiver } from '../../../src/policy/waivers/waiver-file';
import { fillingControls } from '../../../src/tasks/admission/fill-ins';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policiesFor } from '../../../src/tasks/admission/policies';
import { admissionOf, policyChecks } from '../../../src/tasks/admission/policy-checks';
import { schemaErrors } from '../../support/kubernetes-schemas';

const FILLING = fillingControls('hardened').map(({ id }) => id);
const WAIVER: TargetedWaiver = {
  target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
  waiver: { control: 'privileged', reason: 'needs the device', containers: ['app'], expires: '2027-01-31', owner: 'team-shop' },
};
const plans = LEVELS.flatMap((level) => [30, 37].map((version) => [`${level} for 1.${version}`, { ...PLAN, level, version, waivers: [WAIVER] }] as const));
const filling: PlannedPolicy = { ...PLAN, fillIns: FILLING, waivers: [WAIVER] };

const objectsOf = (plan: PlannedPolicy, target: 'vap' | 'kyverno' = 'vap'): any[] => [...policiesFor(plan, target).objects];
const policiesOf = (plan: PlannedPolicy): any[] => objectsOf(plan).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ spec }) => spec);
const controlsIn = ({ validations }: any): string[] => validations.map(({ message }: any) => message.slice(0, message.indexOf(':')));
const waiversIn = ({ variables }: any): string[] => variables.filter(({ name }: any) => /^waivers\d*$/.test(name)).flatMap(({ expression }: any) => expression.split('\n').slice(1, -1));

test.each(plans)('every object of %s is what the OpenAPI schema of Kubernetes has', (_, plan) => {
  const objects = objectsOf(plan);
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']));
  expect(objects.map((object) => schemaErrors(object, object))).toEqual(objects.map(() => []));
});

test.each(plans)('every object of %s is what the definitions of Kyverno have', (_, plan) => {
  const objects = objectsOf({ ...plan, fillIns: FILLING }, 'kyverno');
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['MutatingPolicy', 'ValidatingPolicy']));
  expect(objects.map(kyvernoErrors)).toEqual(objects.map(() => []));
});

/** https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax; the API server refuses variables with such names. */
const RESERVED = ['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package',
  'namespace', 'return', 'var', 'void', 'while'];
/** What `kubectl apply` writes into an annotation of the object, which can be no longer. */
const MAX_APPLIED = 262_144;
/** https://github.com/google/cel-go/blob/master/parser/options.go, the limit of the size of an expression */
const MAX_EXPRESSION = 100_000;

test.each([...plans, ['what fills in', filling] as const])('%s keeps the limits of the API server', (_, plan) => {
  for (const object of [...objectsOf(plan), ...objectsOf(plan, 'kyverno')]) {
    const { variables = [], validations = [], matchConditions = [], mutations = [] } = object.spec ?? {};
    const names = variables.map(({ name }: any) => name);
    expect(names.filter((name: string) => !/^[a-zA-Z_]\w*$/.test(name) || RESERVED.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(matchConditions.length).toBeLessThanOrEqual(64);
    expect(validations.map(({ message }: any) => message).filter((message: string) => /[\r\n]/.test(message) || message.trim() === '')).toEqual([]);
    const patches = mutations.map(({ jsonPatch }: any) => jsonPatch);
    const expressions = [...variables, ...validations, ...matchConditions, ...patches].map(({ expression }) => expression);
    expect(expressions.filter((expression) => expression.length > MAX_EXPRESSION)).toEqual([]);
    expect(JSON.stringify(object).length).toBeLessThan(MAX_APPLIED);
  }
});

test('kube-system is exempt in every policy for pods', () => {
  const objects = [...objectsOf(filling), ...objectsOf(filling, 'kyverno')].filter(({ spec }) => spec?.matchConstraints?.resourceRules
    .some(({ resources }: any) => resources.includes('pods')));
  expect(objects).toHaveLength(6);
  for (const { spec } of objects) {
    expect(spec.matchConstraints.namespaceSelector.matchExpressions).toEqual([{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }]);
  }
});

test('a policy is for pods, debug containers and workloads, and only if they change', () => {
  const [{ matchConstraints, matchConditions }] = policiesOf(PLAN);
  const resources = matchConstraints.resourceRules.flatMap((rule: any) => rule.resources);
  expect(resources).toEqual(['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers', 'deployments', 'statefulsets', 'daemonsets', 'replicasets',
    'jobs', 'cronjobs']);
  expect(matchConstraints.resourceRules.flatMap((rule: any) => rule.operations)).not.toContain('DELETE');
  expect(matchConditions.map(({ name }: any) => name)).toEqual(['changes-pod']);
});

test.each([
  ['audit', undefined, [['Audit'], ['Audit']]],
  ['warn', 'off', [['Warn', 'Audit']]],
  ['deny', 'warn', [['Deny', 'Audit'], ['Warn', 'Audit']]],
] as const)('the action %s, with %s for warnings, becomes the actions of the bindings', (action, warningAction, expected) => {
  const bindings = objectsOf({ ...PLAN, action, warningAction: warningAction ?? action }).filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
  expect(bindings.map(({ spec }) => spec.validationActions)).toEqual(expected);
});

// An API server loses parameters whose kind no binding has used for a second, and then refuses every pod: kubernetes/kubernetes 133827.
test('no policy and no binding has parameters, so that no object can be lost, emptied or missing', () => {
  const objects = objectsOf(filling);
  expect(objects.filter(({ kind, spec }) => kind === 'ConfigMap' || spec.paramKind || spec.paramRef)).toEqual([]);
  expect(JSON.stringify(objects)).not.toContain('params.');
});

test('each binding has a policy of its own, so that objects can be deleted and applied again in any order', () => {
  const objects = objectsOf(filling);
  const bindings = objects.filter(({ kind }) => kind.endsWith('Binding'));
  expect(bindings.map(({ spec }) => spec.policyName)).toEqual(objects.filter(({ kind }) => kind.endsWith('Policy')).map(({ metadata }) => metadata.name));
  expect(objects.map(({ metadata }) => metadata.labels)).toEqual(objects.map(() => ({ 'app.kubernetes.io/managed-by': 'cdk8s-hardened' })));
});

// The controller manager checks the types of each expression for each kind of such a rule, see matching.ts.
test('no rule names a version, so that no expression is checked against schemas', () => {
  const rules = [...objectsOf(filling), ...objectsOf(filling, 'kyverno')].flatMap(({ spec }) => spec.matchConstraints?.resourceRules ?? []);
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter(({ apiVersions }) => apiVersions.join() !== '*')).toEqual([]);
});

test('policies come before their bindings', () => {
  const order = objectsOf(PLAN).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(order).toEqual([
    'ValidatingAdmissionPolicy cdk8s-hardened-errors', 'ValidatingAdmissionPolicy cdk8s-hardened-warnings',
    'ValidatingAdmissionPolicyBinding cdk8s-hardened-errors', 'ValidatingAdmissionPolicyBinding cdk8s-hardened-warnings',
  ]);
});

test('each check is in the policy of its severity', () => {
  const [errors, warnings] = policiesOf({ ...PLAN, severities: { 'image-tag': 'warning', 'ssh-port': 'off', 'image-digest': 'error' } }).map(controlsIn);
  expect(errors).toEqual(expect.arrayContaining(['privileged', 'mesh-injection', 'image-digest']));
  expect(warnings).toEqual(expect.arrayContaining(['tolerations', 'mesh-injection', 'image-tag']));
  expect([...errors, ...warnings]).not.toContain('ssh-port');
});

describe('every control on pods', () => {
  const controls = CATALOG.filter(isPodControl).filter((control) => !onlyFillsIn(control));

  test.each(controls.map((control) => [control.id, control] as const))('%s has checks for policies, or the reason why not', (_, control) => {
    const admission = admissionOf(control);
    if (isInPolicies(admission)) {
      expect(admission.length).toBeGreaterThan(0);
    } else {
      expect(admission.because).toMatch(/^[a-zA-Z].*[^.]$/);
    }
  });

  test('the Pod Security Standards are complete', () => {
    const left = controls.filter((control) => control.level !== 'hardened' && !isInPolicies(admissionOf(control))).map(({ id }) => id);
    expect(left).toEqual(['field-types']);
  });

  test('what fills in is a fill-in, or has the reason why not', () => {
    const without = controls.filter(({ fix, filling: own }) => fix && !own).map(({ id }) => id);
    // Options of a workload ask for these.
    expect(without.sort()).toEqual(['app-armor-profile', 'claim-owners', 'cpu-resources', 'low-ports', 'memory-resources', 'runtime-environment', 'secrets-from-env', 'seeded-paths',
      'supplemental-groups', 'user-namespace', 'writable-paths']);
  });
});

describe('waivers', () => {
  const left = (change: Partial<TargetedWaiver['waiver']>, target: Partial<TargetedWaiver['target']> = {}) =>
    policiesFor({ ...PLAN, waivers: [{ waiver: { ...WAIVER.waiver, ...change }, target: { ...WAIVER.target, ...target } }] }, 'vap').leftWaivers;

  test('are lines of each policy, one for each place and value', () => {
    const waiver = { ...WAIVER.waiver, control: 'host-path-volumes', containers: undefined, allow: ['/srv', '/data'] };
    const rest = "'namespace: shop', 'workload: Deployment/web', 'expires: 2027-01-31', 'owner: \"team-shop\"', 'ticket: \"\"', 'reason: \"needs the device\"'";
    const expected = ['host-path-volumes', 'restricted-volumes'].flatMap((control) =>
      ['/data', '/srv'].map((path) => `['control: ${control}', 'container: pod', 'value: "${path}"', ${rest}]`));
    for (const policy of policiesOf({ ...PLAN, waivers: [{ ...WAIVER, waiver }] })) {
      expect(waiversIn(policy).map((line) => line.replace(/,$/, '')).sort()).toEqual(expected);
    }
  });

  test('are in several variables if they are many: an expression has at most 100,000 characters', () => {
    const waivers = Array.from({ length: 1000 }, (_, index): TargetedWaiver => ({ ...WAIVER, target: { ...WAIVER.target, name: `web-${index}` } }));
    const [policy] = policiesOf({ ...PLAN, level: 'pss-baseline', waivers });
    expect(waiversIn(policy)).toHaveLength(1000);
    expect(policy.variables.filter(({ expression }: any) => expression.length > 60_000)).toEqual([]);
  });

  test.each([
    ['a line break', { reason: 'a\nvalue: "x"' }, {}, 'one of its texts has a line break or a control character'],
    ['a line separator', { allow: ['a\u2028b'] }, {}, 'one of its texts has a line break or a control character'],
    ['a change of direction', { reason: 'needs \u202e it' }, {}, 'one of its texts has a line break or a control character'],
    ['a terminal escape', { owner: '\u001b[31mred' }, {}, 'one of its texts has a line break or a control character'],
    ['no namespace', {}, { namespace: undefined }, 'its target does not name a namespace, so it would apply in every one'],
    ['a name that no object has', {}, { name: 'web\' || true || \'' }, 'no object can have such a name'],
    ['a container that no pod has', { containers: ['app"'] }, {}, 'no object can have such a name'],
    ['a custom resource', {}, { kind: 'Rollout', apiGroup: 'argoproj.io' }, 'policies are only for the workloads of Kubernetes itself'],
    ['a Dockerfile', {}, { kind: 'Dockerfile', name: 'Dockerfile' }, 'policies are only for the workloads of Kubernetes itself'],
    ['an object as its value', { allow: ['{"server":"x"}'] }, {}, 'a value that is an object cannot be compared in CEL'],
  ])('with %s are left out, and named', (_, change, target, because) => {
    expect(left(change, target)).toEqual([expect.stringMatching(new RegExp(`^the policies lack the waiver of "privileged" for .*: ${because}$`, 's'))]);
  });

  test('that do not fit into a policy are an error', () => {
    const waivers = Array.from({ length: 10_000 }, (_, index): TargetedWaiver => ({ ...WAIVER, target: { ...WAIVER.target, name: `web-${index}` } }));
    expect(() => policiesFor({ ...PLAN, waivers }, 'vap')).toThrow(/^10000 waivers do not fit into a policy of at most 1.5 MiB/);
  });
});

test('the profile of a stricter level has the checks that it replaces, for workloads with a waiver for another profile', () => {
  const replaced = policyChecks(PLAN).filter(({ isReplaced }) => isReplaced).map(({ name }) => name);
  expect(replaced).toEqual(['capabilities-baseline', 'host-path-volumes', 'proc-mount', 'seccomp-profile-baseline']);
});
