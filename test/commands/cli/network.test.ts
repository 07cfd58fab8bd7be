import { mkdirSync } from 'fs';
import { stringify } from 'yaml';
import { run, workspaces } from './support';

const workspace = workspaces();
const SHOP = 'examples/shop-in-a-namespace/dist';

const pods = (name: string, extra: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, ...extra },
  spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'app:1', ports: [{ containerPort: 8080, name: 'http' }] }] } } },
});
const policy = (name: string, spec: object, extra: object = {}) =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, ...extra }, spec });
const service = (name: string, port: object, extra: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports: [port], ...extra } });
const DENY = policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

const network = (objects: readonly object[], ...args: string[]) =>
  run(['network', '.', ...args], { cwd: workspace().write({ 'all.yaml': objects.map((each) => stringify(each)).join('---\n') }).folder });
const table = async (objects: readonly object[], ...args: string[]) => {
  const { status, stdout } = await network(objects, ...args);
  expect(status).toBe(0);
  return stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
};
const json = async (objects: readonly object[], ...args: string[]) => JSON.parse((await network(objects, '--format', 'json', ...args)).stdout);

test('the shop is shown as its README says', async () => {
  const { stdout, stderr } = await run(['network', SHOP]);
  expect([stderr, stdout]).toEqual([[], `\
FROM                                 TO                                   PORTS     SERVICE
ingress controller (of the cluster)  shop-web (Deployment in shop)        8080/TCP  web:80
Prometheus (in monitoring)           shop-api (Deployment in shop)        9090/TCP
shop-web (Deployment in shop)        shop-api (Deployment in shop)        3000/TCP  api:80
shop-api (Deployment in shop)        shop-postgres (StatefulSet in shop)  5432/TCP  postgres:5432
shop-report (CronJob in shop)        shop-postgres (StatefulSet in shop)  5432/TCP  postgres:5432
shop-api (Deployment in shop)        the internet (public addresses)      443/TCP

Able to resolve names by DNS, on 53/TCP, 8053/TCP, 53/UDP, 8053/UDP: all 4 workloads
`]);
});

test('without a policy everything is open', async () => {
  expect(await table([pods('web'), pods('api')])).toEqual(['Unrestricted in both directions (no policy): all 2 workloads', '']);
});

test('with a default deny nothing is', async () => {
  expect(await table([pods('web'), DENY], '-n', 'shop')).toEqual(['No connection is allowed', '']);
});

test('a policy that allows everything isolates nothing', async () => {
  const open = policy('open', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] });
  expect(await table([pods('web'), open, DENY], '-n', 'shop')).toContain('Unrestricted in both directions (no policy): web (Deployment in shop)');
});

test('one direction can be open', async () => {
  const ingress = policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 'http' }] }] });
  const egress = policy('api', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Egress'], egress: [{ ports: [{ port: 81, endPort: 90 }] }, { ports: [{ port: 8080 }] }] });
  expect(await table([pods('web'), pods('api'), ingress, egress], '-n', 'shop')).toEqual([
    'FROM | TO | PORTS | SERVICE',
    'api (Deployment in shop) | web (Deployment in shop) | 8080/TCP',
    'api (Deployment in shop) | anything (any pod and any address) | 81-90/TCP, 8080/TCP',
    '',
    'Unrestricted ingress (no policy): api (Deployment in shop)',
    'Unrestricted egress (no policy): web (Deployment in shop)',
    '',
  ]);
});

test('namespaces are selected by their labels, which Namespace objects and the API server give', async () => {
  const objects = [
    pods('web', { namespace: 'shop' }), pods('agent', { namespace: 'monitoring' }), pods('other', { namespace: 'other' }),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', labels: { team: 'a' } } },
    policy('web', {
      podSelector: {},
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }, podSelector: { matchLabels: { app: 'agent' } } }], ports: [{ port: 1 }] },
        { from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }], ports: [{ port: 2 }] },
        { from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }], ports: [{ port: 3, protocol: 'UDP' }] },
      ],
    }, { namespace: 'shop' }),
  ];
  expect((await table(objects)).slice(1, 4)).toEqual([
    'all pods (in namespaces team=b) | web (Deployment in shop) | 3/UDP',
    'agent (Deployment in monitoring) | web (Deployment in shop) | 1/TCP',
    'other (Deployment in other) | web (Deployment in shop) | 2/TCP',
  ]);
});

describe('remarks', () => {
  const remarks = async (...objects: readonly object[]) => (await json(objects, '-n', 'shop')).remarks;

  it.each<[string, readonly object[], string]>([
    ['a Service to which no one may connect', [service('web', { port: 80, targetPort: 'http' }), DENY],
      'Service web:80 leads to port 8080 of Deployment shop/web, to which the policies let nobody connect'],
    ['a Service for a port that is not there', [service('web', { port: 80, targetPort: 'grpc' })],
      'Service web:80 leads to a port that the containers of Deployment shop/web do not declare'],
    ['a policy without pods', [policy('typo', { podSelector: { matchLabels: { app: 'wbe' } } })], 'a NetworkPolicy selects no pods of these files: shop/typo'],
    ['policies of a plugin', [{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x' }, spec: {} }],
      '1 CiliumNetworkPolicy not evaluated: only the NetworkPolicies of Kubernetes are'],
    ['the metadata server', [policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }] }] })],
      'Deployment shop/web may connect to the metadata server of a cloud, in 169.254.0.0/16, which hands out the node\'s credentials'],
    ['the metadata server, where a policy allows everything', [policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] })],
      'Deployment shop/web may connect to the metadata server of a cloud, since a rule allows every address, which hands out the node\'s credentials'],
  ])('names %s', async (_, objects, expected) => {
    expect(await remarks(pods('web'), ...objects)).toEqual([expected]);
  });

  it('says nothing about a range without the metadata server, and about DNS there', async () => {
    const to = (cidr: string, except: string[], ...ports: number[]) =>
      ({ to: [{ ipBlock: { cidr, except } }], ports: ports.map((port) => ({ port })) });
    const egress = [
      { ports: [{ port: 443 }] }, to('169.254.0.0/16', ['169.254.169.254/32'], 80), to('169.254.169.254/32', [], 53), to('0.0.0.0/0', [], 443),
      to('0.0.0.0/0', ['169.254.0.0/16'], 80),
    ];
    expect(await remarks(pods('web'), policy('out', { podSelector: {}, policyTypes: ['Egress'], egress }))).toEqual([]);
  });

  it('says that no policy applies in the network of a node', async () => {
    const agent = pods('agent');
    Object.assign(agent.spec.template.spec, { hostNetwork: true });
    expect(await remarks(agent, pods('web'), DENY)).toEqual(['no policy applies in the network of a node: Deployment shop/agent']);
  });

  it('says once what is the same for several, with all of their names', async () => {
    const onHost = (name: string) => {
      const made = pods(name);
      Object.assign(made.spec.template.spec, { hostNetwork: true });
      return made;
    };
    const names = Array.from({ length: 12 }, (_, index) => `agent-${index}`);
    const listed = names.map((name) => `Deployment shop/${name}`).join(', ');
    expect(await remarks(...names.map(onHost))).toEqual([`no policy applies in the network of a node: ${listed}`]);
    workspace().remove();
    mkdirSync(workspace().folder);
    expect(await remarks(...names.map((name) => pods(name)), policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }))).toEqual([
      `${listed} may connect to the metadata server of a cloud, since a rule allows every address, which hands out the node's credentials`,
    ]);
    expect(await remarks(pods('web'), ...['a', 'b'].map((name) => policy(name, { podSelector: {}, policyTypes: ['ingress'] })))).toEqual([
      expect.stringMatching(/^the API server refuses NetworkPolicy shop\/a, shop\/b: /),
    ]);
  });

  it('says what is not known of pods without a namespace', async () => {
    expect((await json([pods('web'), DENY])).remarks).toEqual([expect.stringMatching(/^1 workload without a namespace: /)]);
  });
});

test('pods of the cluster are not listed beside the workloads that made them', async () => {
  const owner = (kind: string, name: string) => ({ ownerReferences: [{ apiVersion: 'apps/v1', kind, name, controller: true }] });
  const replicaSet = { ...pods('web-1', owner('Deployment', 'web')), kind: 'ReplicaSet' };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1-x', labels: { app: 'web' }, ...owner('ReplicaSet', 'web-1') }, spec: { containers: [] } };
  const { nodes } = await json([pods('web'), replicaSet, pod]);
  expect(nodes.filter(({ kind }: any) => kind === 'workload').map(({ title }: any) => title)).toEqual(['web']);
});

test('JSON has the whole map', async () => {
  const { schemaVersion, nodes, connections } = await json([pods('web'), service('web', { port: 80, targetPort: 'http' })]);
  expect({ schemaVersion, nodes, connections }).toEqual({
    schemaVersion: 1,
    nodes: [
      { id: 'web (Deployment)', title: 'web', detail: 'Deployment', kind: 'workload', isolation: { ingress: false, egress: false } },
      { id: 'anything (any pod and any address)', title: 'anything', detail: 'any pod and any address', kind: 'outside' },
    ],
    connections: [
      { from: 'anything (any pod and any address)', to: 'web (Deployment)', ports: everyPort(), services: ['web:80'] },
      { from: 'web (Deployment)', to: 'anything (any pod and any address)', ports: everyPort(), services: [] },
    ],
  });
});

const everyPort = () => ['SCTP', 'TCP', 'UDP'].map((protocol) => ({ protocol, port: 1, endPort: 65535 }));

test('--workload shows the connections of one', async () => {
  const { stdout } = await run(['network', SHOP, '--workload', 'shop-report']);
  expect(stdout).toMatch(/^FROM.*\nshop-report .* shop-postgres .*\n\nAble to resolve names .*: shop-report \(CronJob in shop\)/);
});

test('--output writes a file', async () => {
  const { stdout } = await network([pods('web')], '--format', 'svg', '--output', 'web.svg');
  expect([stdout, workspace().read('web.svg')]).toEqual(['', expect.stringMatching(/^<\?xml /)]);
});

describe('errors', () => {
  it.each<[string, readonly object[], readonly string[], RegExp]>([
    ['no workload', [DENY], [], /no workload found/],
    ['an output that is read', [pods('web')], ['--output', 'all.yaml'], /^cdk8s-hardened: all\.yaml: --output would overwrite an input file/],
    ['an unknown workload', [pods('checkout')], ['--workload', 'chekout'], /--workload "chekout" does not match a workload: did you mean "checkout"\?/],
    ['a workload whose name is like no other', [pods('checkout'), pods('cart'), { ...pods('cart'), metadata: { name: 'cart', namespace: 'b' } }], ['--workload', 'zzz'], /--workload "zzz" does not match a workload: use one of checkout, cart/],
    ['too many workloads for a picture', Array.from({ length: 160 }, (_, index) => pods(`web-${index}`)), ['--format', 'svg'], /limit it by --workload NAME/],
  ])('are printed, with exit code 2, for %s', async (_, objects, args, message) => {
    const { status, stdout, stderr } = await network(objects, ...args);
    expect([status, stdout, stderr]).toEqual([2, '', [expect.stringMatching(message)]]);
  });

  it('are printed if there is no path, or a file cannot be read', async () => {
    expect((await run(['network'])).stderr).toEqual([expect.stringMatching(/nothing to show: name files, folders or charts/)]);
    const { status, stderr } = await run(['network', '-'], { input: 'a: [' });
    expect([status, stderr]).toEqual([2, [expect.stringMatching(/^cdk8s-hardened: stdin:/)]]);
  });
});

test('a settings file leaves files out', async () => {
  workspace().write({ 'vendor/x.yaml': stringify(pods('vendor')), 'cdk8s-hardened.yaml': 'excludeFiles: [vendor]\n' });
  const { stdout, stderr } = await network([pods('web')], '--format', 'json');
  expect(JSON.parse(stdout).nodes[0].title).toBe('web');
  expect(stderr).toEqual(['cdk8s-hardened: skipped 1 file that the settings file excludes']);
});
