import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, Ingress, IngressBackend, NetworkPolicyPort, Protocol, ServiceType } from 'cdk8s-plus-28';
import { container, KINDS, newChart, Props, synthError } from './support';
import { HardenedCronJob, HardenedDeployment, HardenedDeploymentProps, Hardening, NetworkPeer, Platform } from '../../../src';
import { Endpoint, isAllowed } from '../../policy/network/evaluator';
import { schemaErrors } from '../../support/kubernetes-schemas';

const policiesOf = (chart: Chart) => (Testing.synth(chart) as any[]).filter(({ kind }) => kind === 'NetworkPolicy');
const PORT = container({ portNumber: 8080 });
const ADDRESS = 'cdk8s.io/metadata.addr';

type Peers = Pick<HardenedDeploymentProps, 'allowFrom' | 'allowTo'>;

function shop(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
}

function policyOf(peers: Peers, platform?: Platform): any {
  const chart = shop();
  Hardening.of(chart).setDefaults({ platform });
  new HardenedDeployment(chart, 'web', { isolate: true, ...peers, containers: [PORT] });
  return policiesOf(chart)[0].spec;
}

describe.each(KINDS)('Hardened$kind', ({ hardened }) => {
  const specOf = (props: Props) => {
    const chart = newChart();
    hardened(chart, 'web', { containers: [PORT], ...props });
    const policies = policiesOf(chart);
    policies.forEach((policy) => expect(schemaErrors(policy, policy)).toEqual([]));
    return policies;
  };

  // What polaris, kube-score, checkov and kube-linter want: one label, which the pod has, and a rule in each direction.
  test('an isolated network has the shape that scanners accept', () => {
    const [{ metadata, spec }, ...others] = specOf({ isolate: true });
    const { matchLabels, ...rest } = spec.podSelector;
    expect(others).toEqual([]);
    expect(metadata.namespace).toBe(ApiObject.of(hardened(newChart(), 'x', { containers: [PORT] })).metadata.namespace);
    expect([Object.keys(matchLabels), rest]).toEqual([[ADDRESS], {}]);
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(spec.ingress).toEqual([{ from: [{ podSelector: { matchLabels } }] }]);
    expect(spec.egress.length).toBeGreaterThan(0);
  });

  test('peers isolate the pods, also an empty list', () => {
    const isolated = specOf({ isolate: true });
    for (const props of [{ allowFrom: [] }, { allowTo: [] }, { isolate: true, allowFrom: [], allowTo: [] }]) {
      expect(specOf(props)).toEqual(isolated);
    }
    expect([specOf({ isolate: false }), specOf({})]).toEqual([[], []]);
    expect(() => specOf({ isolate: false, allowTo: [NetworkPeer.internet()] })).toThrow('`isolate` is false, and `allowTo` isolates the pods: remove one of them');
  });

  test('connections.isolate() means the same, also twice', () => {
    const chart = newChart();
    const { connections } = hardened(chart, 'web', { containers: [PORT] });
    connections.isolate();
    connections.isolate();
    expect(policiesOf(chart)).toEqual(specOf({ isolate: true }));
  });
});

test.each([
  [Platform.KUBERNETES, ['kube-system 53,8053', 'kube-system,169.254.20.10/32,169.254.25.10/32,169.254.169.254/32 53']],
  [Platform.GKE_AUTOPILOT, ['kube-system 53,8053', 'kube-system,169.254.20.10/32,169.254.25.10/32,169.254.169.254/32 53']],
  [Platform.OPENSHIFT, ['openshift-dns 5353']],
  [Platform.OPENSHIFT_V3, ['openshift-dns 5353']],
])('pods on %s resolve names', (platform, expected) => {
  const { egress } = policyOf({}, platform);
  expect(egress.map(({ to, ports }: any) => `${to.map(({ ipBlock, namespaceSelector }: any) => ipBlock?.cidr ?? namespaceSelector.matchLabels['kubernetes.io/metadata.name'])} ${
    [...new Set(ports.map(({ port }: any) => port))]}`)).toEqual(expected);
  expect(egress.every(({ ports }: any) => ['UDP', 'TCP'].every((protocol) => ports.some((each: any) => each.protocol === protocol)))).toBe(true);
});

// Cilium, also as Dataplane V2 of GKE Autopilot, redirects names to the cache of the node, whose pods a policy must allow.
test.each([
  ['kube-dns', 53], ['node-local-dns', 53], ['kube-dns', 8053],
])('pods on GKE Autopilot resolve names by %s on %d', (app, port) => {
  const spec = policyOf({}, Platform.GKE_AUTOPILOT);
  const policies = [{ metadata: { namespace: 'shop' }, spec: { ...spec, podSelector: {} } }];
  const from: Endpoint = { name: 'web', namespace: 'shop', labels: {} };
  const to: Endpoint = { name: app, namespace: 'kube-system', labels: { 'k8s-app': app } };
  expect([port, 9253].map((each) => isAllowed({ policies }, { from, to, port: each, protocol: 'UDP' }))).toEqual([true, false]);
});

describe('peers', () => {
  const web: Endpoint = { name: 'web', namespace: 'shop', labels: {}, ip: '10.1.0.1' };
  const peer = (labels: { [name: string]: string }, namespace: string): Endpoint => ({ name: 'peer', namespace, labels, ip: '10.1.0.2' });
  const at = (ip: string): Endpoint => ({ name: ip, ip });
  const allowed = (network: Peers, other: Endpoint, port: number, platform?: Platform) => {
    const spec = policyOf(network, platform);
    const policies = [{ metadata: { namespace: 'shop' }, spec: { ...spec, podSelector: {} } }];
    return [isAllowed({ policies, namespaces: { router: { 'policy-group.network.openshift.io/ingress': '' } } }, { from: web, to: other, port }),
      isAllowed({ policies, namespaces: { router: { 'policy-group.network.openshift.io/ingress': '' } } }, { from: other, to: web, port })];
  };
  const to = (...allowTo: NetworkPeer[]) => ({ allowTo });
  const from = (...allowFrom: NetworkPeer[]) => ({ allowFrom });

  test.each<[string, Peers, Endpoint, number, boolean[]]>([
    ['the internet', to(NetworkPeer.internet()), at('198.51.100.7'), 443, [true, false]],
    ['the internet, another port', to(NetworkPeer.internet()), at('198.51.100.7'), 80, [false, false]],
    ['the internet, a port that is named', to(NetworkPeer.internet({ ports: [80] })), at('198.51.100.7'), 80, [true, false]],
    ['the internet, by IPv6', to(NetworkPeer.internet()), at('2001:db8::7'), 443, [true, false]],
    ['the internet, a private address', to(NetworkPeer.internet()), at('10.0.0.1'), 443, [false, false]],
    ['the internet, a private address of IPv6', to(NetworkPeer.internet()), at('fd12::1'), 443, [false, false]],
    ['the internet, the metadata server', to(NetworkPeer.internet()), at('169.254.169.254'), 443, [false, false]],
    ['the internet, the metadata server of Azure', to(NetworkPeer.internet()), at('168.63.129.16'), 443, [false, false]],
    ['the API server', to(NetworkPeer.apiServer(['10.0.0.5/32'])), at('10.0.0.5'), 6443, [true, false]],
    ['the API server, another address', to(NetworkPeer.apiServer(['10.0.0.5/32'])), at('10.0.0.6'), 6443, [false, false]],
    ['a range', to(NetworkPeer.cidr('10.0.0.0/8', { ports: [5432] })), at('10.2.3.4'), 5432, [true, false]],
    ['a range that holds the metadata server', to(NetworkPeer.cidr('0.0.0.0/0', { ports: [80] })), at('169.254.169.254'), 80, [false, false]],
    ['all of IPv6, the metadata server', to(NetworkPeer.cidr('::/0', { ports: [80] })), at('fd00:ec2::254'), 80, [false, false]],
    ['the ingress controller', from(NetworkPeer.ingressController()), peer({ 'app.kubernetes.io/name': 'ingress-nginx' }, 'ingress-nginx'), 8080, [false, true]],
    ['the ingress controller, another pod', from(NetworkPeer.ingressController()), peer({}, 'ingress-nginx'), 8080, [false, false]],
    ['the ingress controller, a namespace of yours', from(NetworkPeer.ingressController({ namespace: 'traefik' })), peer({}, 'traefik'), 8080, [false, true]],
    ['Prometheus', from(NetworkPeer.prometheus({ ports: [9090] })), peer({ 'app.kubernetes.io/name': 'prometheus' }, 'monitoring'), 9090, [false, true]],
    ['the internet, that connects to the pods', from(NetworkPeer.internet()), at('198.51.100.7'), 8080, [false, true]],
    ['the internet, that connects to another port', from(NetworkPeer.internet()), at('198.51.100.7'), 443, [false, false]],
    ['the API server, that calls the pods', from(NetworkPeer.apiServer(['10.0.0.5/32'])), at('10.0.0.5'), 8080, [false, true]],
    ['Prometheus, the port of the app', from(NetworkPeer.prometheus({ ports: [9090] })), peer({ 'app.kubernetes.io/name': 'prometheus' }, 'monitoring'), 8080, [false, false]],
    ['pods of a namespace', from(NetworkPeer.pods('jobs', { labels: { app: 'x' } })), peer({ app: 'x' }, 'jobs'), 8080, [false, true]],
    ['pods of a namespace, others', from(NetworkPeer.pods('jobs', { labels: { app: 'x' } })), peer({ app: 'y' }, 'jobs'), 8080, [false, false]],
  ])('decides about connections with %s', (_, network, other, port, expected) => {
    expect(allowed(network, other, port)).toEqual(expected);
  });

  test.each([
    [Platform.OPENSHIFT, peer({}, 'router')], [Platform.GKE_AUTOPILOT, at('35.191.0.1')],
  ])('knows the ingress controller of %s', (platform, other) => {
    expect(allowed(from(NetworkPeer.ingressController()), other, 8080, platform)).toEqual([false, true]);
    expect(allowed(from(NetworkPeer.ingressController()), other, 8080)).toEqual([false, false]);
  });

  test.each<[string, () => unknown, string]>([
    ['the metadata server', () => NetworkPeer.cidr('169.254.169.254/32', { ports: [80] }), '"169.254.169.254/32" is the metadata server of a cloud'],
    ['the metadata server as an API server', () => NetworkPeer.apiServer(['fd00:ec2::254/128']), 'is the metadata server of a cloud'],
    ['an address without a prefix', () => NetworkPeer.cidr('10.0.0.1'), 'the range of NetworkPeer.cidr is "10.0.0.1": write a CIDR block such as "203.0.113.0/24"'],
    ['an IPv4 address in the form of IPv6', () => NetworkPeer.cidr('::ffff:169.254.169.254/128', { ports: [80] }), 'write a CIDR block'],
    ['a prefix that is too long', () => NetworkPeer.cidr('10.0.0.1/33'), 'write a CIDR block'],
    ['a leading zero', () => NetworkPeer.cidr('10.0.0.1/08'), 'write a CIDR block'],
    ['no address of the API server', () => NetworkPeer.apiServer([]), 'the addresses of NetworkPeer.apiServer is an empty list: write ["203.0.113.7/32"]'],
    ['a port of 0', () => NetworkPeer.internet({ ports: [0] }), 'NetworkPeer.internet: ports[0] is 0: use a whole number from 1 to 65535'],
    ['no port in a list', () => NetworkPeer.internet({ ports: [] }), 'name at least one port, or leave it out'],
    ['a misspelled option', () => NetworkPeer.internet({ port: [1] } as never), 'did you mean "ports"'],
    ['labels without a namespace', () => NetworkPeer.ingressController({ labels: { a: 'b' } }), 'has labels and no namespace'],
    ['a second namespace', () => NetworkPeer.pods('a', { namespace: 'b' } as never), 'NetworkPeer.pods has no option "namespace"'],
    ['all ports of what pods connect to', () => new HardenedDeployment(newChart(), 'x', { allowTo: [NetworkPeer.pods('jobs')] }), 'allowTo[0], pods in "jobs", has no ports'],
    ['a workload as a peer', () => new HardenedDeployment(newChart(), 'x', { allowFrom: [new HardenedDeployment(newChart(), 'y', {}) as never] }), 'allowFrom[0] is a HardenedDeployment: write NetworkPeer.internet()'],
    ['a text as peers', () => new HardenedDeployment(newChart(), 'x', { allowTo: 'internet' as never }), 'allowTo is "internet": write [NetworkPeer.internet()]'],
  ])('refuses %s', (_, make, expected) => {
    expect(make).toThrow(expected);
  });

  test('refuses to open all ports of pods that declare none', () => {
    const chart = shop();
    new HardenedDeployment(chart, 'web', { allowFrom: [NetworkPeer.prometheus()], containers: [container()] });
    expect(synthError(chart)).toContain('the network access of Prometheus has no port, and the containers declare none: set `ports`');
  });

  test('refuses pods that a patch takes the label from', () => {
    const chart = shop();
    const shopWeb = new HardenedDeployment(chart, 'web', { isolate: true, containers: [PORT] });
    ApiObject.of(shopWeb).addJsonPatch(JsonPatch.remove('/spec/template/metadata/labels'));
    expect(synthError(chart)).toContain('the pods of "shop/web/Resource" have lost the label cdk8s.io/metadata.addr');
  });
});

describe('what Services and Ingresses need', () => {
  const exposed = (expose: (web: HardenedDeployment, chart: Chart) => void, peers: Peers = {}) => {
    const chart = shop();
    const web = new HardenedDeployment(chart, 'web', { isolate: true, ...peers, containers: [container({ ports: [{ name: 'http', number: 8080 }, { name: 'dns', number: 5300, protocol: Protocol.UDP }] })] });
    expose(web, chart);
    const [{ metadata, spec }] = policiesOf(chart);
    return { note: metadata.annotations?.['cdk8s-hardened/derived-access'], ports: spec.ingress.map(({ ports }: any) => ports), from: spec.ingress.map((rule: any) => rule.from) };
  };

  test('a Service in the cluster opens nothing: `connections` says who uses it', () => {
    const { note, ports } = exposed((web) => web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] }));
    expect([note, ports]).toEqual([undefined, [undefined]]);
  });

  test('an Ingress opens the port of the pods, not that of the Service, to its controller', () => {
    const { note, ports, from } = exposed((web) => web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] }).exposeViaIngress('/'));
    expect(ports).toEqual([[{ port: 8080, protocol: 'TCP' }]]);
    expect(from[0][0].namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'ingress-nginx' });
    expect(note).toBe('the ingress controller on 8080 for Ingress shop-web-service-ingress');
  });

  test.each([ServiceType.LOAD_BALANCER, ServiceType.NODE_PORT])('a Service of the type %s opens its ports to anyone', (serviceType) => {
    const open = [{ port: 53, targetPort: 5300, protocol: Protocol.UDP }];
    const { note, ports, from } = exposed((web) => web.exposeViaService({ serviceType, ports: open }));
    expect(ports).toEqual([[{ port: 5300, protocol: 'UDP' }]]);
    expect(from[0]).toBeUndefined(); // For Cilium, an ipBlock never holds the address of a node.
    expect(note).toMatch(/^anyone on 5300 for Service /);
  });

  test('a default backend of plain objects opens the port that it names', () => {
    const { ports } = exposed((web, chart) => {
      const metadata = { namespace: 'shop' };
      const [selector] = Object.values(web.matchLabels);
      new ApiObject(chart, 's', { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name: 's' }, spec: { selector: { [ADDRESS]: selector }, ports: [{ name: 'a', port: 80, targetPort: 'http' }, { name: 'b', port: 81, targetPort: 'none' }] } } as never);
      new ApiObject(chart, 'i', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { defaultBackend: { service: { name: 's', port: { name: 'a' } } } } } as never);
      new ApiObject(chart, 'other', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { namespace: 'other' }, spec: { defaultBackend: { service: { name: 's', port: { number: 81 } } } } } as never);
    });
    expect(ports).toEqual([[{ port: 8080, protocol: 'TCP' }]]);
  });

  test('a controller that you name stands for the usual one', () => {
    const { note, from } = exposed((web) => web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] }).exposeViaIngress('/'),
      { allowFrom: [NetworkPeer.ingressController({ namespace: 'traefik', ports: [8080] })] });
    expect(from.map(([{ namespaceSelector }]: any) => namespaceSelector.matchLabels['kubernetes.io/metadata.name'])).toEqual(['traefik']);
    expect(note).toBeUndefined();
  });

  test('an HTTPRoute opens the port to anyone, unless the controller of the Gateway is named', () => {
    const route = (web: HardenedDeployment, chart: Chart) => {
      const service = web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
      new ApiObject(chart, 'route', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec: { rules: [{ backendRefs: [{ name: service.name, port: 80 }] }] } } as never);
    };
    const { note, ports, from } = exposed(route);
    expect([note, ports, from]).toEqual([expect.stringMatching(/^anyone on 8080 for HTTPRoute /), [[{ port: 8080, protocol: 'TCP' }]], [undefined]]);
    const named = exposed(route, { allowFrom: [NetworkPeer.ingressController({ namespace: 'envoy-gateway-system', ports: [8080] })] });
    expect([named.note, named.from]).toEqual([undefined, [[{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } }, podSelector: {} }]]]);
  });

  test('an Ingress for another Service opens nothing', () => {
    const { ports } = exposed((web, chart) => {
      web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
      const other = new Deployment(chart, 'other', { containers: [PORT] }).exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
      new Ingress(chart, 'ingress', { rules: [{ path: '/', backend: IngressBackend.fromService(other) }] });
    });
    expect(ports).toEqual([undefined]);
  });
});

describe('connections', () => {
  const pair = () => {
    const chart = shop();
    return { chart, web: new HardenedDeployment(chart, 'web', { isolate: true }), api: new HardenedDeployment(chart, 'api', { isolate: true }) };
  };

  test('refuse to open all ports, where containers come later', () => {
    const { web, api } = pair();
    expect(() => web.connections.allowTo(api)).toThrow('"shop/api" has no container with a port yet, so the connection would open all of its ports');
    expect(() => web.connections.allowFrom(api)).toThrow('"shop/web" has no container with a port yet');
  });

  test('open the ports of the peer with their protocols, or those that are named', () => {
    const { chart, web, api } = pair();
    web.addContainer(PORT);
    api.addContainer(container({ ports: [{ number: 5300, protocol: Protocol.UDP }, { number: 3000 }] }));
    web.connections.allowTo(api);
    web.connections.allowFrom(api, { ports: [NetworkPolicyPort.tcp(9090)] });
    const rules = policiesOf(chart).filter(({ metadata: { name } }) => name.startsWith('allow')).map(({ spec }) => (spec.ingress ?? spec.egress)[0].ports);
    const [declared, named] = [[{ port: 5300, protocol: 'UDP' }, { port: 3000, protocol: 'TCP' }], [{ port: 9090, protocol: 'TCP' }]];
    expect(rules).toEqual([declared, declared, named, named]);
  });

  test('of two workloads to one peer are policies with different names, without hashes too', () => {
    const chart = shop();
    const [web, api, job] = ['web-with-a-very-long-name-of-its-own', 'api', 'job-with-a-very-long-name-of-its-own'].map((id) => new HardenedDeployment(chart, id, { containers: [PORT] }));
    web.connections.allowTo(api);
    job.connections.allowTo(api);
    const names = policiesOf(chart).map(({ metadata: { name } }) => name);
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    names.forEach((name) => expect(name).toMatch(/^[a-z0-9-]{1,63}$/));
  });
});

describe('isolateNetwork', () => {
  const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'foreign', namespace: 'third' }, spec: { containers: [{ name: 'main', image: 'x' }] } };

  test('isolates each namespace that has pods, and each workload of cdk8s-plus, whenever they were added', () => {
    const app = Testing.app();
    Hardening.of(app).isolateNetwork();
    const [one, other] = ['one', 'other'].map((id) => new Chart(app, id, { namespace: id === 'one' ? id : undefined }));
    new HardenedDeployment(one, 'web', { containers: [PORT] });
    new Deployment(one, 'plain', { containers: [PORT] });
    new HardenedDeployment(other, 'web', { isolate: true, containers: [PORT] });
    new ApiObject(other, 'foreign', POD as never);
    const of = (chart: Chart) => policiesOf(chart).map(({ metadata: { namespace }, spec }) => `${namespace} ${spec.podSelector.matchLabels ? 'workload' : 'all'}`).sort();
    expect([of(one), of(other), of(one)]).toEqual([['one all', 'one workload', 'one workload'], ['third all', 'undefined all', 'undefined workload'], ['one all', 'one workload', 'one workload']]);
    expect(Hardening.of(app).report().findings.filter(({ control }) => control === 'network-policy')).toEqual([]);
  });

  test('leaves a namespace alone that its author isolates', () => {
    const chart = shop();
    new ApiObject(chart, 'deny', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] } } as never);
    new ApiObject(chart, 'pod', { ...POD, metadata: { name: 'p' } } as never);
    Hardening.of(chart).isolateNetwork();
    expect(policiesOf(chart)).toHaveLength(1);
  });

  test('lets pods resolve names, and do nothing else', () => {
    const chart = shop();
    new ApiObject(chart, 'pod', { ...POD, metadata: { name: 'p' } } as never);
    Hardening.of(chart).isolateNetwork();
    const policies = policiesOf(chart);
    const from: Endpoint = { name: 'p', namespace: 'shop', labels: {} };
    const dns: Endpoint = { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    expect([53, 80].map((port) => isAllowed({ policies }, { from, to: dns, port, protocol: 'UDP' }))).toEqual([true, false]);
    expect(isAllowed({ policies }, { from: dns, to: from, port: 80 })).toBe(false);
    policies.forEach((policy) => expect(schemaErrors(policy, policy)).toEqual([]));
  });
});

test('a pod without a policy is a warning, which each way of isolation removes', () => {
  const warnings = (change: (app: App, chart: Chart) => void) => {
    const chart = shop();
    change(App.of(chart) as App, chart);
    return Hardening.of(chart).report().findings.filter(({ control }) => control === 'network-policy').map(({ severity, constructPath }) => `${severity} ${constructPath}`);
  };
  const web = (chart: Chart, props: Props = {}) => new HardenedDeployment(chart, 'web', { containers: [PORT], ...props });
  expect(warnings((_, chart) => web(chart))).toEqual(['warning shop/web']);
  expect(warnings((_, chart) => web(chart, { isolate: true }))).toEqual([]);
  expect(warnings((app, chart) => { web(chart); Hardening.of(app).isolateNetwork(); })).toEqual([]);
  expect(warnings((_, chart) => { web(chart).connections.allowTo(new HardenedCronJob(chart, 'job', { schedule: { expressionString: '0 0 * * *' } as never, containers: [PORT] })); })).toEqual([]);
});
