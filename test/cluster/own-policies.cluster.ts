import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Answer, pathOf } from './support/client';
import { testSince, useCluster } from './support/cluster';
import { apply, objectsOf } from './support/policies';
import { waitFor } from './support/wait';
import { asObject, JsonObject } from '../../src/formats/manifest/json';
import { createdObjects } from '../../src/policy/own-policies/created-objects';
import { outcomeOf, OwnPolicies } from '../../src/policy/own-policies/outcome';
import { readOwnBinding, readOwnPolicy } from '../../src/policy/own-policies/policy';
import { run } from '../commands/cli/support';
import { filesOfPage, GUIDE_MESSAGES, OWN_POLICIES_GUIDE, writeFiles } from '../docs/guide-files';

/* Policies of a team decide on a server as they do in `audit`, with the same messages. */

const cluster = useCluster();
const NAMESPACES: readonly JsonObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { environment: 'test', tier: 'front' } } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank', labels: { environment: 'production' } } },
];

beforeAll(async () => {
  for (const { metadata } of NAMESPACES) {
    const { name, labels } = metadata as { readonly name: string; readonly labels: Record<string, string> };
    await cluster.namespace(name, labels);
  }
});

const rules = (resources: readonly string[], apiGroups = ['', 'apps', 'batch']) =>
  ({ resourceRules: [{ apiGroups, apiVersions: ['v1'], operations: ['CREATE'], resources }] });
const PODS = rules(['pods'], ['']);
const ALL = rules(['pods', 'deployments', 'cronjobs', 'services', 'configmaps']);

interface Written {
  readonly spec: JsonObject;
  readonly binding?: JsonObject;
}

/** The server says each message once. */
const failing = (expression: string) => ({ expression: `${expression} && false`, message: `reached ${expression}` });

/** Policies with each part of the format. Their rules refuse, so that the server says what it computes. */
const POLICIES: Readonly<Record<string, Written>> = {
  defaults: {
    spec: {
      matchConstraints: PODS,
      validations: [
        { expression: 'object.spec.restartPolicy != "Always"', message: 'restarts' },
        { expression: 'object.spec.containers.all(c, c.imagePullPolicy != "Always")', message: 'pulls' },
        { expression: 'false', messageExpression: "object.spec.containers.map(c, c.name + ' ' + c.terminationMessagePolicy).join(', ')" },
        { expression: 'object.spec.containers.all(c, !has(c.ports) || c.ports.all(p, p.protocol == "UDP"))', reason: 'Forbidden' },
      ],
    },
  },
  messages: {
    spec: {
      matchConstraints: ALL,
      variables: [{ name: 'kind', expression: "object.kind + '/' + object.metadata.name" }, { name: 'text', expression: "variables.kind + ' in ' + request.namespace" }],
      validations: [
        { expression: 'false', messageExpression: "variables.text + ': ' + request.operation + ' ' + request.resource.resource" },
        { expression: 'false', messageExpression: "''", message: 'the other message' },
        { expression: 'false', messageExpression: 'string(object.nope.message)', message: 'the message for an error' },
        { expression: ' 1 == 2 ' },
        { expression: "object.kind == 'Service' ? object.spec.type != 'ClusterIP' : true", message: 'an internal service' },
      ],
    },
  },
  errors: { spec: { matchConstraints: ALL, validations: [{ expression: 'object.nope == 1' }, { expression: "object.metadata.labels['x'] == 'y'" }] } },
  ignored: { spec: { matchConstraints: ALL, failurePolicy: 'Ignore', validations: [{ expression: 'object.nope == 1' }, { expression: 'false', message: 'seen' }] } },
  conditions: {
    spec: {
      matchConstraints: ALL,
      matchConditions: [{ name: 'labeled', expression: 'has(object.metadata.labels)' }, { name: 'team', expression: "'team' in object.metadata.labels" }],
      validations: [{ expression: 'false', messageExpression: "'the team ' + object.metadata.labels.team" }],
    },
  },
  selected: {
    spec: { matchConstraints: { ...ALL, objectSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] } }, validations: [{ expression: 'false', message: 'not of team a' }] },
    binding: { matchResources: { namespaceSelector: { matchLabels: { environment: 'test' } } } },
  },
  namespaces: {
    spec: { matchConstraints: ALL, validations: [{ expression: 'false', messageExpression: "namespaceObject.metadata.name + ' ' + namespaceObject.metadata.labels.environment" }] },
  },
  excluded: {
    spec: { matchConstraints: { ...ALL, excludeResourceRules: rules(['services', 'deployments']).resourceRules }, validations: [{ expression: 'oldObject != null', message: 'new' }] },
  },
  parameters: {
    spec: {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: rules(['deployments']),
      validations: [{ expression: 'object.spec.replicas <= int(params.data.most)', messageExpression: "'at most ' + params.data.most" }],
    },
    binding: { paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' } },
  },
  libraries: {
    spec: {
      matchConstraints: PODS,
      validations: [
        failing("quantity('1Gi').isGreaterThan(quantity('1G'))"), failing("url('https://a.example:8443/b').getPort() == '8443'"),
        failing("object.metadata.name.find('[a-z]+') != ''"), failing('optional.of(1).hasValue()'), failing('[3, 1, 2].max() == 3'),
        failing("cidr('10.0.0.0/8').containsIP('10.1.1.1')"), failing("duration('90m') > duration('1h')"),
        failing("sets.contains(['a', 'b'], ['a'])"), failing("!format.dns1123Label().validate('a').hasValue()"),
        { expression: 'false', messageExpression: "'%s has %d containers'.format([object.metadata.name, object.spec.containers.size()])" },
      ],
    },
  },
};

const PARAMETERS: readonly JsonObject[] = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'limits', namespace: 'shop' }, data: { most: '2' } }];

function objectsOfPolicies(): readonly JsonObject[] {
  return Object.entries(POLICIES).flatMap(([name, { spec, binding }]) => [
    { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec },
    {
      apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, spec: { policyName: name, validationActions: ['Warn'], ...binding },
    },
  ]);
}

const own: OwnPolicies = {
  policies: objectsOfPolicies().filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(readOwnPolicy),
  bindings: objectsOfPolicies().filter(({ kind }) => kind !== 'ValidatingAdmissionPolicy').map(readOwnBinding),
  parameters: PARAMETERS,
};

const container = (image = 'nginx:1.29') => ({ name: 'web', image, ports: [{ containerPort: 80 }] });
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container()] } };

/** Objects of each kind, in both namespaces, with and without the labels of a team. */
const OBJECTS: readonly JsonObject[] = ['shop', 'bank'].flatMap((namespace) => [undefined, { team: 'a' }, { team: 'b', x: 'y' }].flatMap((labels) => {
  const metadata = { name: 'web', namespace, ...labels && { labels } };
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container()] } },
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: { restartPolicy: 'Never', containers: [container('nginx'), { name: 'log', image: 'log:1', terminationMessagePolicy: 'FallbackToLogsOnError' }] } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: { app: 'web' } }, template } },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec: { ...template.spec, restartPolicy: 'Never' } } } } } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata },
  ];
}));

/** `POLICY: MESSAGE` for each warning of the server. */
function saidByServer({ warnings }: Answer): readonly string[] {
  return warnings.flatMap((text) => {
    const [, policy, message] = /^Validation failed for ValidatingAdmissionPolicy '([^']+)' with binding '[^']+': (.*)$/s.exec(text) ?? [];
    return policy === undefined ? [] : [`${policy}: ${message}`];
  }).sort();
}

/** The same for the object itself, without the pods that its controller creates. */
function saidByAudit(object: JsonObject): readonly string[] {
  const names = new Map(NAMESPACES.map((each) => [String(asObject(each.metadata).name), each]));
  const path = createdObjects(object)[0].path.join('.');
  return own.policies.flatMap((policy) => {
    const { refusals, unknown } = outcomeOf(policy, own, object, { get: (name) => names.get(name) });
    return [...refusals.filter((each) => each.path.join('.') === path).map(({ message }) => `${policy.name}: ${message}`), ...unknown.map(({ why }) => `${policy.name} is unknown: ${why}`)];
  }).sort();
}

testSince(30, 'every part of a policy decides as in `audit`, with the same messages', async () => {
  for (const object of [...PARAMETERS, ...objectsOfPolicies()]) {
    await cluster.client.must('POST', pathOf(object), object);
  }
  const [probe] = OBJECTS;
  await waitFor('verdicts of all policies', async () => {
    const { warnings } = (await cluster.client.dryRunAll([probe]))[0];
    return Object.keys(POLICIES).filter((name) => saidByAudit(probe).some((each) => each.startsWith(`${name}: `)))
      .every((name) => warnings.some((text) => text.includes(`'${name}'`)));
  });
  const answers = await cluster.client.dryRunAll(OBJECTS);
  expect(answers.flatMap(({ status, body }) => status === 201 ? [] : [body.message])).toEqual([]);
  const wrong = OBJECTS.flatMap((object, index) => {
    const [server, audit] = [saidByServer(answers[index]), saidByAudit(object)];
    return JSON.stringify(server) === JSON.stringify(audit) ? [] : [{ object: JSON.stringify(object), server, audit }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
  const silent = Object.keys(POLICIES).filter((name) => !answers.some((answer) => saidByServer(answer).some((each) => each.startsWith(`${name}: `))));
  expect(silent).toEqual([]);
  for (const { kind, metadata } of objectsOfPolicies()) {
    await cluster.client.must('DELETE', `${pathOf({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: {} })}/${String(asObject(metadata).name)}`);
  }
});

const podOf = (name: string, owner?: string, image = 'nginx:1.29') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name, namespace: 'shop', ...owner && { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: '6f4e2c1a-0000-4000-8000-000000000000', controller: true }] },
  },
  spec: { containers: [{ name: 'web', image }] },
});

const denialOf = async (object: JsonObject) => {
  const [{ status, body }] = await cluster.client.dryRunAll([object]);
  return status === 201 ? undefined : String(body.message).replace(/^.* denied request: /s, '');
};

testSince(30, 'the policy of the guide refuses a pod with the message of the guide, and a waived rule accepts the pods of its Deployment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-policies-'));
  const { 'policies/team.yaml': team, 'web.yaml': web, ...files } = filesOfPage(OWN_POLICIES_GUIDE);
  writeFiles(folder, { ...files, 'policies/team.yaml': team, 'web.yaml': web });
  apply(cluster, team);
  await waitFor('denial', async () => await denialOf(podOf('web')) === GUIDE_MESSAGES[0]);
  const labeled = { ...podOf('web', undefined, 'registry.example.com/web:1') };
  expect(await denialOf(labeled)).toBe(GUIDE_MESSAGES[1]);
  expect(await denialOf({ ...labeled, metadata: { ...labeled.metadata, labels: { team: 'a' } } })).toBeUndefined();

  const audited = await run(['audit', 'web.yaml', '--format', 'json', '--only', 'team/registry', '--only', 'team/team-label'], { cwd: folder });
  const waivers = JSON.parse(audited.stdout).findings.map(({ control, allowValue }: any) =>
    ({ control, allow: [allowValue], reason: 'the team moves it next month', target: { kind: 'Deployment', namespace: 'shop', name: 'web' } }));
  writeFiles(folder, { 'cdk8s-hardened.yaml': JSON.stringify({ kubernetesVersion: '1.30', admissionPolicies: ['policies/team.yaml'], waivers }) });
  const { status, stdout } = await run(['policies', '--action', 'audit'], { cwd: folder });
  expect(status).toBe(0);
  apply(cluster, stdout);
  await waitFor('waiver', async () => await denialOf(podOf('web-b4567c-x2x9z', 'web-b4567c')) === undefined);
  expect(await denialOf(parseAllDocuments(web).map((document) => document.toJS()).find(({ kind }) => kind === 'Deployment'))).toBeUndefined();
  expect(await denialOf(podOf('web-b4567c-x2x9z', 'web-b4567c', 'evil:1'))).toBe(GUIDE_MESSAGES[0].replace('nginx:1.29', 'evil:1'));
  expect(await denialOf(podOf('other-b4567c-x2x9z', 'other-b4567c'))).toBe(GUIDE_MESSAGES[0]);
  expect(await denialOf(podOf('web'))).toBe(GUIDE_MESSAGES[0]);
  expect(objectsOf(stdout).filter(({ metadata }) => metadata.name === 'team')).toHaveLength(2);
});
