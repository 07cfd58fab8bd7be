import { parseAllDocuments, stringify } from 'yaml';
import { run, workspaces } from './support';
import { Endpoint, isAllowed } from '../../policy/network/evaluator';
import { schemaErrors } from '../../support/kubernetes-schemas';

const workspace = workspaces();

const pods = (name: string, labels: object, ports: readonly number[] = [], extra: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { ...extra, containers: [{ name: 'main', image: 'app:1', ports: ports.map((containerPort) => ({ containerPort })) }] } },
  },
});
const service = (name: string, selector: object, ports: readonly object[], spec: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { selector, ports, ...spec } });
const INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
};
const WEB = { 'app': 'web', 'app.kubernetes.io/part-of': 'shop' };
const API = { 'app': 'api', 'app.kubernetes.io/part-of': 'shop' };
const SHOP = [
  pods('web', WEB, [8080]), service('web', WEB, [{ port: 80, targetPort: 8080 }]), INGRESS,
  pods('api', API, [3000]), service('api', API, [{ port: 443, targetPort: 8443 }], { type: 'LoadBalancer' }),
  pods('worker', { app: 'worker' }),
];

const propose = (objects: readonly object[], ...args: string[]) => run(['network', 'in', '--propose', '--output', 'proposal.yaml', ...args], {
  cwd: workspace().write({ 'openshift': 'platform: openshift\n', 'in/all.yaml': objects.map((each) => stringify(each)).join('---\n') }).folder,
});
const OPENSHIFT = ['--config', 'openshift'];
const proposed = async (objects: readonly object[], ...args: string[]): Promise<readonly any[]> => {
  expect((await propose(objects, ...args)).status).toBe(0);
  return parseAllDocuments(workspace().read('proposal.yaml')).map((document) => document.toJS());
};
const endpoint = (name: string, labels: any, namespace = 'shop'): Endpoint => ({ name, labels, namespace, ip: '10.1.0.1' });
const address = (ip: string): Endpoint => ({ name: ip, ip });

test('a proposal opens declared ports, those of Services and those of Ingresses, and names', async () => {
  const policies = await proposed(SHOP);
  const [web, api, worker] = [endpoint('web', WEB), endpoint('api', API), endpoint('worker', { app: 'worker' })];
  const stranger = endpoint('stranger', WEB, 'other');
  const controller = endpoint('ingress', { 'app.kubernetes.io/name': 'ingress-nginx' }, 'ingress-nginx');
  const ports = (from: Endpoint, to: Endpoint) =>
    [53, 80, 443, 3000, 8080, 8443].filter((port) => isAllowed({ policies }, { from, to, port }));
  expect({
    neighbors: [ports(worker, web), ports(web, api), ports(api, worker)],
    controller: [ports(controller, web), ports(controller, api)],
    loadBalancer: [ports(address('198.51.100.1'), api), ports(address('198.51.100.1'), web)],
    stranger: [ports(stranger, web), ports(web, stranger)],
    outside: ports(web, address('198.51.100.1')),
    dns: ports(web, endpoint('dns', { 'k8s-app': 'kube-dns' }, 'kube-system')),
  }).toEqual({
    neighbors: [[8080], [3000, 8443], []],
    controller: [[8080], [8443]],
    loadBalancer: [[8443], []],
    stranger: [[], []],
    outside: [],
    dns: [53],
  });
});

test('each policy says that it is a proposal, meets the schema of Kubernetes, and has the shape that scanners ask for', async () => {
  const policies = await proposed(SHOP);
  expect(workspace().read('proposal.yaml')).toMatch(/^# A proposal of cdk8s-hardened: review it before you apply it\./);
  expect(policies.map(({ metadata: { name, namespace, annotations } }) => [name, namespace, annotations])).toEqual([
    ['web', 'shop', {
      'cdk8s-hardened/proposal': 'pods of the namespace may connect on 8080, and it to them; review both',
      'cdk8s-hardened/derived-access': 'the ingress controller on 8080 for Ingress shop',
    }],
    ['api', 'shop', {
      'cdk8s-hardened/proposal': 'pods of the namespace may connect on 3000, 8443, and it to them; review both',
      'cdk8s-hardened/derived-access': 'anyone on 8443 for Service api',
    }],
    ['worker', 'shop', { 'cdk8s-hardened/proposal': 'it has no ports; it may connect to pods of the namespace: review that' }],
  ]);
  for (const policy of policies) {
    expect(schemaErrors(policy, policy)).toEqual([]);
    const { podSelector, policyTypes, ingress, egress } = policy.spec;
    expect([Object.keys(podSelector.matchLabels), policyTypes]).toEqual([['app'], ['Ingress', 'Egress']]);
    expect(Math.min(ingress.length, egress.length)).toBeGreaterThan(0);
  }
});

test('with the proposal no workload is left without a policy', async () => {
  await proposed(SHOP);
  const { findings } = await workspace().json('in', 'proposal.yaml');
  expect(findings.filter(({ control }) => control === 'network-policy')).toEqual([]);
});

test('what policies isolate, what is on its node, and what no label tells from others gets none', async () => {
  const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'web' } } } };
  const { stderr } = await propose([pods('web', WEB), deny, pods('agent', { app: 'agent' }, [], { hostNetwork: true }), pods('a', { app: 'twin' }), pods('b', { app: 'twin' })]);
  expect(stderr).toEqual([
    'cdk8s-hardened: no policy to propose: policies select all workloads that they can',
    'cdk8s-hardened: no policy for Deployment shop/agent: it is in the network of its node: no policy applies to it',
    ...['a', 'b'].map((name) => `cdk8s-hardened: no policy for Deployment shop/${name}: it has pods without labels of their own, so that no policy can select only them`),
  ]);
  expect(() => workspace().read('proposal.yaml')).toThrow(/ENOENT/);
});

test('DNS is that of the platform', async () => {
  const [{ spec }] = await proposed([pods('web', WEB)], ...OPENSHIFT);
  expect(spec.egress[0].ports).toEqual([{ port: 5353, protocol: 'UDP' }, { port: 5353, protocol: 'TCP' }]);
});

test('two workloads of one name get two policies', async () => {
  const job = { ...pods('web', { app: 'migration' }), apiVersion: 'batch/v1', kind: 'Job' };
  expect((await proposed([pods('web', WEB), job])).map(({ metadata }) => metadata.name)).toEqual(['web', 'web-job']);
});

test('a policy of the input keeps its name, so that nobody replaces it by a proposal', async () => {
  const existing = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'db' } } } };
  const elsewhere = { ...existing, metadata: { name: 'api', namespace: 'other' } };
  expect((await proposed([pods('web', WEB), pods('api', API), existing, elsewhere])).map(({ metadata }) => metadata.name)).toEqual(['web-deployment', 'api']);
});

const webhooks = (kind: string, references: readonly object[]) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
  metadata: { name: 'shop' },
  webhooks: references.map((each, index) => ({ name: `w${index}.shop.example.com`, clientConfig: { service: each } })),
});
test.each<[string, object, string]>([
  ['a webhook', webhooks('ValidatingWebhookConfiguration', [{ name: 'web', namespace: 'shop' }]), '8443 for ValidatingWebhookConfiguration shop'],
  ['two webhooks, by other ports', webhooks('MutatingWebhookConfiguration', [{ name: 'web', namespace: 'shop', port: 80 }, { name: 'web', namespace: 'shop', port: 443 }]),
    '8080, 8443 for MutatingWebhookConfiguration shop'],
  ['an API', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.x' }, spec: { service: { name: 'web', namespace: 'shop' } } }, '8443 for APIService v1.x'],
  ['a conversion', {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'x' }, spec: { conversion: { webhook: { clientConfig: { service: { name: 'web', namespace: 'shop' } } } } },
  }, '8443 for CustomResourceDefinition x'],
])('the API server, whose address no one knows, reaches the pods of %s', async (_, object, expected) => {
  const web = [pods('web', WEB, [8080]), service('web', WEB, [{ port: 443, targetPort: 8443 }, { port: 80, targetPort: 8080 }])];
  const elsewhere = { ...service('web', API, [{ port: 443 }]), metadata: { name: 'web', namespace: 'other' } };
  const api = pods('api', API, [3000]);
  const [own, other] = await proposed([...web, { ...api, metadata: { name: 'api', namespace: 'other' } }, elsewhere, object]);
  expect(own.metadata.annotations['cdk8s-hardened/derived-access']).toBe(`anyone on ${expected} of the API server`);
  expect(isAllowed({ policies: [own] }, { from: address('172.16.0.2'), to: endpoint('web', WEB), port: 8443 })).toBe(true);
  expect(other.metadata.annotations).not.toHaveProperty('cdk8s-hardened/derived-access');
});

test.each<[string, object, string | undefined]>([
  ['a port of the Service by name', { to: { name: 'web' }, port: { targetPort: 'http' } }, '8080'],
  ['a port of the pods by number', { to: { name: 'web' }, port: { targetPort: 8443 } }, '8443'],
  ['all ports of the Service', { to: { name: 'blue' }, alternateBackends: [{ name: 'web' }] }, '8080, 8443'],
  ['another Service', { to: { name: 'api' } }, undefined],
])('the router of OpenShift reaches what a Route leads to: %s', async (_, spec, expected) => {
  const route = { apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata: { name: 'web', namespace: 'shop' }, spec };
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 }];
  const [{ metadata }] = await proposed([pods('web', WEB, [8080]), service('web', WEB, ports), route], ...OPENSHIFT);
  expect(metadata.annotations['cdk8s-hardened/derived-access']).toBe(expected && `the ingress controller on ${expected} for Route web`);
});

test.each<[string, object, string | undefined]>([
  ['to a port of the Service', { rules: [{ backendRefs: [{ name: 'web', port: 80 }, { name: 'api', port: 443 }] }] }, '8080'],
  ['to two ports', { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }, { backendRefs: [{ kind: 'Service', name: 'web', port: 443 }] }] }, '8080, 8443'],
  ['with copies of requests', { rules: [{ backendRefs: [{ name: 'api' }], filters: [{ requestMirror: { backendRef: { name: 'web', port: 443 } } }] }] }, '8443'],
  ['with copies for one backend', { rules: [{ backendRefs: [{ name: 'api', filters: [{ requestMirror: { backendRef: { name: 'web', port: 443 } } }] }] }] }, '8443'],
  ['to another Service', { rules: [{ backendRefs: [{ name: 'api', port: 80 }] }] }, undefined],
  ['to its own namespace', { rules: [{ backendRefs: [{ name: 'web', namespace: 'shop', port: 80 }] }] }, '8080'],
  ['to another namespace', { rules: [{ backendRefs: [{ name: 'web', namespace: 'other', port: 80 }] }] }, undefined],
  ['from a Gateway and a Service', { parentRefs: [{ name: 'gateway' }, { group: '', kind: 'Service', name: 'web' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] }, '8080'],
  ['within a service mesh', { parentRefs: [{ group: '', kind: 'Service', name: 'web' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] }, undefined],
  ['to a Service of Knative', { rules: [{ backendRefs: [{ group: 'serving.knative.dev', kind: 'Service', name: 'web', port: 80 }] }] }, undefined],
  ['to a Service, if its kind is null', { rules: [{ backendRefs: [{ group: null, kind: null, name: 'web', port: 80 }] }] }, '8080'],
  ['to odd content', { parentRefs: 'x', rules: [null, { backendRefs: 'x', filters: [null] }, { backendRefs: [null] }] }, undefined],
  ['to an import of that name', { rules: [{ backendRefs: [{ group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'web', port: 80 }] }] }, undefined],
])('whatever a Gateway runs in reaches what an HTTPRoute leads %s', async (_, spec, expected) => {
  const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'web', namespace: 'shop' }, spec };
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 }];
  const [policy] = await proposed([pods('web', WEB, [8080]), service('web', WEB, ports), route]);
  expect(policy.metadata.annotations['cdk8s-hardened/derived-access']).toBe(expected && `anyone on ${expected} for HTTPRoute web`);
  expect(isAllowed({ policies: [policy] }, { from: address('198.51.100.1'), to: endpoint('web', WEB), port: 8443 })).toBe(expected?.includes('8443') ?? false);
});

test('a UDPRoute opens the ports of its protocol', async () => {
  const ports = [{ name: 'dns', port: 53, targetPort: 5353, protocol: 'UDP' }, { name: 'dns-tcp', port: 53, targetPort: 5354, protocol: 'TCP' }];
  const route = { apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'UDPRoute', metadata: { name: 'dns', namespace: 'shop' }, spec: { rules: [{ backendRefs: [{ name: 'web', port: 53 }] }] } };
  const [{ metadata }] = await proposed([pods('web', WEB, [8080]), service('web', WEB, ports), route]);
  expect(metadata.annotations['cdk8s-hardened/derived-access']).toBe('anyone on 5353 for UDPRoute dns');
});

test('a Route of Knative leads to no Service', async () => {
  const route = { apiVersion: 'serving.knative.dev/v1', kind: 'Route', metadata: { name: 'web', namespace: 'shop' }, spec: { to: { name: 'web' } } };
  const [{ metadata }] = await proposed([pods('web', WEB, [8080]), service('web', WEB, [{ port: 80, targetPort: 8080 }]), route]);
  expect(metadata.annotations).not.toHaveProperty('cdk8s-hardened/derived-access');
});

test('who has roles asks the API server, which is said', async () => {
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'x' }, roleRef: { kind: 'ClusterRole', name: 'x' }, subjects: [{ kind: 'ServiceAccount', name: 'operator', namespace: 'shop' }],
  };
  const { stderr } = await propose([pods('web', WEB), pods('api', API, [], { serviceAccountName: 'operator' }), binding]);
  expect(stderr.filter((line) => line.includes('asks the API server'))).toEqual([
    'cdk8s-hardened: Deployment shop/api has roles, so it asks the API server: allow its addresses, which no manifest names',
  ]);
});

test('names of many workloads are all different', async () => {
  const many = ['web', 'Web', 'web-', 'web', 'web'].map((name, index) => pods(name, { app: `a${index}` }));
  const placeless = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec: { podSelector: { matchLabels: { app: 'x' } } } };
  expect((await proposed([...many, placeless])).map(({ metadata }) => metadata.name)).toEqual(['web-deployment', 'web-2', 'web-3', 'web-4', 'web-5']);
});

test('a port of the node is open to anyone, and a port of two protocols is named once', async () => {
  const [web] = [pods('web', WEB)];
  Object.assign(web.spec.template.spec.containers[0], { ports: [{ containerPort: 5353, hostPort: 53, protocol: 'UDP' }, { containerPort: 5353, protocol: 'TCP' }] });
  const [policy] = await proposed([web]);
  const open = (protocol: string) => isAllowed({ policies: [policy] }, { from: address('198.51.100.1'), to: endpoint('web', WEB), port: 5353, protocol });
  expect([open('UDP'), open('TCP')]).toEqual([true, false]);
  expect(policy.metadata.annotations).toEqual({
    'cdk8s-hardened/proposal': 'pods of the namespace may connect on 5353, and it to them; review both',
    'cdk8s-hardened/derived-access': 'anyone on 5353 for hostPort 53',
  });
});

test('standard input is read, too', async () => {
  const { status } = await run(['network', '-', '--propose', '--output', 'proposal.yaml'], { cwd: workspace().folder, input: stringify(pods('web', WEB)) });
  expect([status, workspace().read('proposal.yaml')]).toEqual([0, expect.stringContaining('kind: NetworkPolicy')]);
});

test.each<[string, readonly string[], RegExp]>([
  ['a file that is read', ['--output', 'in/all.yaml'], /would overwrite an input file/],
])('%s is refused', async (_, args, message) => {
  const { status, stderr } = await propose(SHOP, ...args);
  expect([status, stderr]).toEqual([2, [expect.stringMatching(message)]]);
});
