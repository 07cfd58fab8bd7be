import { EvaluatedRequest } from './cel-go';
import { asKind, Template } from './pods';
import { decide, Decision, PLAN } from './support';
import { JsonObject } from '../../../src/formats/manifest/json';
import { HardeningProfile } from '../../../src/policy/settings/hardening-profile';
import { Waiver, WaiverTarget } from '../../../src/policy/settings/waiver';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';
import { policiesFor } from '../../../src/tasks/admission/policies';
import { policyChecks } from '../../../src/tasks/admission/policy-checks';

/*
 * Whole requests to the API server: waivers, updates, debug containers, and what evaluating them costs there. Each table is one run of
 * cel-go.
 */

const RESTRICTED: PlannedPolicy = { ...PLAN, level: 'pss-restricted' };

function answers(plan: PlannedPolicy, requests: readonly Omit<EvaluatedRequest, 'policy'>[]): readonly Decision[] {
  return decide(requests.map((request) => ({ plan, request })));
}

/** The names of checks of errors that a request fails; its error if it has one. */
function failed(plan: PlannedPolicy, { failed: names, error, matches }: Decision): readonly string[] {
  const errors = policyChecks(plan).filter(({ severity }) => severity === 'error').map(({ name }) => name);
  return error !== undefined ? [error] : !matches ? ['(no match)'] : names.filter((name) => errors.includes(name));
}

const safe = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const container = (name: string, securityContext: object = {}) => ({ name, image: 'app:1', securityContext: { ...safe, ...securityContext } });
const pod = (...containers: object[]): Template => ({ spec: { containers } });

const ADDS_NET_ADMIN = container('app', { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } });
const WEB: WaiverTarget = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const NET_ADMIN: Waiver = { control: 'capabilities-restricted', containers: ['app'], allow: ['NET_ADMIN'], reason: 'it sets routes', owner: 'team' };

/** An object with the fields that the API server sets. */
function created(groupKind: string, template: Template, { name = 'web', namespace = 'shop', day = '2026-11-28', owner }: Metadata = {}): JsonObject {
  const object: any = asKind(groupKind, template);
  const ownerReferences = owner && [{ controller: true, ...owner }];
  return { ...object, metadata: { ...object.metadata, name, namespace, creationTimestamp: `${day}T10:00:00Z`, ...ownerReferences && { ownerReferences } } };
}

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly day?: string;
  readonly owner?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
}

const ofReplicaSet = (name: string) => ({ name: `${name}-x`, owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name } });
const ofJob = (name: string) => ({ name: `${name}-x`, owner: { apiVersion: 'batch/v1', kind: 'Job', name } });

describe('a waiver', () => {
  const REFUSED = ['capabilities-restricted'];
  type Case = readonly [what: string, waiver: Partial<Waiver>, target: Partial<WaiverTarget>, object: JsonObject, failed: string[]];
  const accepted: readonly Case[] = [
    ['its workload', {}, {}, created('apps/Deployment', pod(ADDS_NET_ADMIN)), []],
    ['the ReplicaSet of its Deployment', {}, {}, created('apps/ReplicaSet', pod(ADDS_NET_ADMIN), { name: 'web-6d4cf56db6', owner: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } }), []],
    ['a pod of its Deployment', {}, {}, created('/Pod', pod(ADDS_NET_ADMIN), ofReplicaSet('web-6d4cf56db6')), []],
    ['a pod of its CronJob', {}, { kind: 'CronJob' }, created('/Pod', pod(ADDS_NET_ADMIN), ofJob('web-29384756')), []],
    ['a pod of its DaemonSet', {}, { kind: 'DaemonSet' }, created('/Pod', pod(ADDS_NET_ADMIN), { owner: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'web' } }), []],
    ['no pod of another Deployment', {}, {}, created('/Pod', pod(ADDS_NET_ADMIN), ofReplicaSet('web-api-6d4cf56db6')), REFUSED],
    ['no pod that is owned by something else', {}, {}, created('/Pod', pod(ADDS_NET_ADMIN), { owner: { apiVersion: 'example.com/v1', kind: 'Deployment', name: 'web' } }), REFUSED],
    ['no workload of another kind', {}, {}, created('apps/StatefulSet', pod(ADDS_NET_ADMIN)), REFUSED],
    ['no workload in another namespace', {}, {}, created('apps/Deployment', pod(ADDS_NET_ADMIN), { namespace: 'other' }), REFUSED],
    ['no other value', {}, {}, created('apps/Deployment', pod(container('app', { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'SYS_ADMIN'] } }))), REFUSED],
    ['no other container', {}, {}, created('apps/Deployment', pod(ADDS_NET_ADMIN, { ...ADDS_NET_ADMIN, name: 'sidecar' })), REFUSED],
    ['no init container of that name', {}, {}, created('apps/Deployment', { spec: { initContainers: [ADDS_NET_ADMIN], containers: [container('main')] } }), REFUSED],
    ['no other control', {}, {}, created('apps/Deployment', pod({ ...ADDS_NET_ADMIN, securityContext: { ...ADDS_NET_ADMIN.securityContext, privileged: true } })), ['privileged']],
    ['its last day', { expires: '2026-11-28' }, {}, created('apps/Deployment', pod(ADDS_NET_ADMIN)), []],
    ['no day after that', { expires: '2026-11-27' }, {}, created('/Pod', pod(ADDS_NET_ADMIN), ofReplicaSet('web-6d4cf56db6')), REFUSED],
    ['what a control of another profile finds in the same value', { control: 'capabilities-baseline' }, {}, created('apps/Deployment', pod(ADDS_NET_ADMIN)), []],
    [
      'what a stricter profile alone finds, if it names a profile', { control: undefined, profile: HardeningProfile.PSS_BASELINE, containers: undefined, allow: undefined, expires: '2027-01-31' },
      {}, created('apps/Deployment', pod({ name: 'app', image: 'app:1' })), [],
    ],
    [
      'nothing that this profile finds', { control: undefined, profile: HardeningProfile.PSS_BASELINE, containers: undefined, allow: undefined, expires: '2027-01-31' },
      {}, created('apps/Deployment', pod(ADDS_NET_ADMIN)), ['capabilities-baseline'],
    ],
  ];

  test.each(accepted)('accepts %s', (_, waiver, target, object, expected) => {
    const plan: PlannedPolicy = { ...RESTRICTED, waivers: [{ waiver: { ...NET_ADMIN, ...waiver }, target: { ...WEB, ...target } }] };
    const [outcome] = answers(plan, [{ operation: 'CREATE', object }]);
    expect(failed(plan, outcome)).toEqual(expected);
  });

  test('does not count without the time', () => {
    const plan: PlannedPolicy = { ...RESTRICTED, waivers: [{ waiver: { ...NET_ADMIN, expires: '2027-01-31' }, target: WEB }] };
    const object: any = created('apps/Deployment', pod(ADDS_NET_ADMIN));
    delete object.metadata.creationTimestamp;
    expect(answers(plan, [{ operation: 'CREATE', object }]).map((outcome) => failed(plan, outcome))).toEqual([REFUSED]);
  });
});

describe('an update', () => {
  const unsafe = pod({ name: 'app', image: 'app:1', securityContext: { privileged: true } });
  const change = (object: any, fields: object) => ({ ...object, ...fields });
  const deployment: any = created('apps/Deployment', unsafe);
  const running: any = created('/Pod', unsafe);
  const inTemplate = (metadata: object) => ({ spec: { ...deployment.spec, template: { ...deployment.spec.template, metadata } } });
  const updates: readonly [what: string, object: any, oldObject: any, isChecked: boolean][] = [
    ['of replicas', change(deployment, { spec: { ...deployment.spec, replicas: 3 } }), deployment, false],
    ['of finalizers', change(running, { metadata: { ...running.metadata, finalizers: [] } }), running, false],
    ['of labels of a pod that runs', change(running, { metadata: { ...running.metadata, labels: { a: 'b' } } }), running, false],
    ['of the image of a pod that runs', change(running, { spec: { containers: [{ ...running.spec.containers[0], image: 'app:2' }] } }), running, true],
    ['of a template', change(deployment, { spec: { template: pod({ name: 'app', image: 'app:2', securityContext: { privileged: true } }) } }), deployment, true],
    ['of annotations of a template', change(deployment, inTemplate({ annotations: { a: 'b' } })), deployment, true],
    ['that adds a debug container', change(running, { spec: { ...running.spec, ephemeralContainers: [container('debug')] } }), running, true],
  ];

  test('is checked if it changes a pod', () => {
    const outcomes = answers(RESTRICTED, updates.map(([, object, oldObject]) => ({ operation: 'UPDATE', object, oldObject })));
    expect(outcomes.map((outcome, index) => [updates[index][0], !failed(RESTRICTED, outcome).includes('(no match)')])).toEqual(updates.map(([what, , , isChecked]) => [what, isChecked]));
  });

  test('of a good pod is admitted, also once it has a node and a token', () => {
    const good: any = created('/Pod', pod(container('app')));
    const object = { ...good, spec: { ...good.spec, nodeName: 'node-1', ephemeralContainers: [container('debug')] }, status: { startTime: '2026-11-28T10:00:00Z' } };
    expect(answers(PLAN, [{ operation: 'UPDATE', object, oldObject: good }]).flatMap((outcome) => failed(PLAN, outcome))).not.toContain('node-name');
  });
});

test('CEL is stricter where a mount path has `..`, as the documentation says', () => {
  const object = created('/Pod', pod({ ...container('app'), volumeMounts: [{ name: 'x', mountPath: '/data/../data' }] }));
  expect(answers(PLAN, [{ operation: 'CREATE', object }]).flatMap((outcome) => failed(PLAN, outcome))).toContain('reserved-mount-paths');
});

describe('costs', () => {
  /** https://github.com/kubernetes/apiserver/blob/master/pkg/apis/cel/config.go */
  const BUDGET = 10_000_000;
  const PER_CALL = 1_000_000;
  const MATCH_CONDITIONS = 2_500_000;

  /** More than the pods of any operator have. */
  const many = (count: number, each: (index: number) => object) => Array.from({ length: count }, (_, index) => each(index));
  const large = pod(...many(50, (index) => ({
    name: `app-${index}`,
    image: `registry.example.com/team/app:${index}`,
    ports: many(10, (port) => ({ containerPort: 8000 + port })),
    env: many(50, (variable) => ({ name: `VARIABLE_${variable}`, value: 'x'.repeat(100) })),
    volumeMounts: many(20, (mount) => ({ name: `volume-${mount}`, mountPath: `/var/lib/app/${mount}` })),
  })));
  Object.assign(large.spec, { volumes: many(40, (index) => ({ name: `volume-${index}`, hostPath: { path: `/srv/${index}` } })) });

  test('of as many waivers as a policy holds are below the budget', () => {
    const waivers = many(5000, (index) => ({ waiver: { ...NET_ADMIN, expires: '2027-01-31', ticket: 'SEC-1' }, target: { ...WEB, name: `web-${index}` } })) as any;
    expect(() => policiesFor({ ...RESTRICTED, waivers }, 'vap')).toThrow('do not fit');
    const [first] = answers({ ...RESTRICTED, waivers: waivers.slice(0, 2000) }, [{ operation: 'CREATE', object: created('/Pod', pod(container('app'))) }]);
    expect(first.error).toBe(undefined);
    expect(first.highest).toBeLessThan(PER_CALL / 2);
    expect(first.cost).toBeLessThan(BUDGET / 2);
  });

  test('of a large pod and a thousand waivers are far below the budget', () => {
    const waivers = many(1000, (index) => ({ waiver: NET_ADMIN, target: { ...WEB, name: `web-${index}` } })) as any;
    const object = created('apps/Deployment', large);
    const [small, ofLarge, updated] = answers({ ...PLAN, waivers }, [
      { operation: 'CREATE', object: created('/Pod', pod(container('app'))) },
      { operation: 'CREATE', object },
      { operation: 'UPDATE', object, oldObject: created('apps/Deployment', pod(container('app'))) },
    ]);
    expect(small.cost).toBeLessThan(BUDGET / 20);
    expect([small.error, ofLarge.error, updated.error]).toEqual([undefined, undefined, undefined]);
    expect(ofLarge.cost).toBeLessThan(BUDGET / 6);
    expect(ofLarge.highest).toBeLessThan(PER_CALL * 0.8);
    expect(updated.matchCost).toBeLessThan(MATCH_CONDITIONS / 2);
  });
});
