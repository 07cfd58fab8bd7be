import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Cluster, Endpoint, isAllowed } from './evaluator';
import { run } from '../../commands/cli/support';
import { filesIn } from '../../examples/synthesize';
import { schemaErrors } from '../../support/kubernetes-schemas';

const EXAMPLES = join(__dirname, '../../../examples');
/** Those with an output of their own: the same app in other languages has that of examples/typescript. */
const NAMES = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'dist')));

const known = new Map<string, readonly any[]>();
const objectsOf = (example: string): readonly any[] => {
  const objects = known.get(example) ?? Object.values(filesIn(join(EXAMPLES, example, 'dist')))
    .flatMap((yaml) => parseAllDocuments(yaml).map((document) => document.toJS()));
  known.set(example, objects);
  return objects;
};

const templateOf = ({ kind, spec = {} }: any) => kind === 'CronJob' ? spec.jobTemplate.spec.template : spec.template;

const workloads = (example: string) => objectsOf(example).map((object) => ({ object, template: templateOf(object) }))
  .filter(({ template }) => template);

/** The pods of an example, and what is around them in a cluster. */
const podsOf = (example: string): readonly Endpoint[] => workloads(example).map(({ object, template }, index) => ({
  name: object.metadata.name, namespace: object.metadata.namespace, labels: template.metadata.labels, ip: `10.1.0.${index + 1}`,
}));
const portsOf = (example: string, name: string): readonly number[] => workloads(example)
  .filter(({ object }) => object.metadata.name === name)
  .flatMap(({ template }) => template.spec.containers)
  .flatMap(({ ports = [] }: any) => ports.map(({ containerPort }: any) => containerPort));

const pod = (name: string, namespace: string, labels: { [name: string]: string }, ip: string): Endpoint =>
  ({ name, namespace, labels, ip });
const AROUND: readonly Endpoint[] = [
  pod('ingress-nginx', 'ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }, '10.1.9.1'),
  pod('prometheus', 'monitoring', { 'app.kubernetes.io/name': 'prometheus' }, '10.1.9.2'),
  pod('a neighbor', 'shop', { app: 'other' }, '10.1.9.3'),
  pod('a pod of another namespace', 'other', { app: 'other' }, '10.1.9.4'),
  { name: 'a public address', ip: '198.51.100.7' },
];
const DNS = pod('CoreDNS', 'kube-system', { 'k8s-app': 'kube-dns' }, '10.1.9.5');

const EXAMPLE = 'shop-in-a-namespace';
const policiesOf = (example: string): Cluster => ({ policies: objectsOf(example).filter(({ kind }) => kind === 'NetworkPolicy') });

/** Who connects to whom, and on which of the ports that the pods declare, or 9090 of metrics, or 443. */
function connections(cluster: Cluster, example: string): readonly string[] {
  const all = [...podsOf(example), ...AROUND];
  return all.flatMap((from) => all.flatMap((to) => {
    const isOwn = podsOf(example).some(({ name }) => name === from.name || name === to.name);
    const ports = [...new Set([...portsOf(example, to.name), 443, 9090])].filter((port) => isAllowed(cluster, { from, to, port }));
    return isOwn && from !== to && ports.length > 0 ? [`${from.name} -> ${to.name}: ${ports.join(', ')}`] : [];
  }));
}

it('connects in the shop only what its main.ts says', () => {
  expect(connections(policiesOf(EXAMPLE), EXAMPLE)).toEqual([
    'shop-web -> shop-api: 3000',
    'shop-api -> shop-postgres: 5432',
    'shop-api -> a public address: 443',
    'shop-report -> shop-postgres: 5432',
    'ingress-nginx -> shop-web: 8080',
    'prometheus -> shop-api: 9090',
  ]);
});

it('is drawn in its README as the command `network` draws it', async () => {
  const { stdout } = await run(['network', join(EXAMPLES, EXAMPLE, 'dist'), '--format', 'mermaid']);
  expect(readFileSync(join(EXAMPLES, EXAMPLE, 'README.md'), 'utf8')).toContain(`\`\`\`mermaid\n${stdout}\`\`\`\n`);
});

/** The same app for two versions of cdk8s-plus. */
const ISOLATED = ['typescript', 'newest-cdk8s-plus'];

it('connects everyone in the shop without its policies', () => {
  const [own, around] = [podsOf(EXAMPLE).length, AROUND.length];
  expect(connections({ policies: [] }, EXAMPLE)).toHaveLength(own * (own - 1) + 2 * own * around);
});

it.each(podsOf(EXAMPLE).map((each) => [each.name, each] as const))('%s resolves names, and never reaches the metadata server otherwise', (_, from) => {
  const cluster = policiesOf(EXAMPLE);
  const to = (ip: string): Endpoint => ({ name: ip, ip });
  const reaches = (endpoint: Endpoint, ports: readonly number[], protocol: string) =>
    ports.filter((port) => isAllowed(cluster, { from, to: endpoint, port, protocol }));
  expect(reaches(DNS, [53, 8053, 80], 'UDP')).toEqual([53, 8053]);
  expect(reaches(to('169.254.20.10'), [53, 80], 'UDP')).toEqual([53]);
  for (const address of ['169.254.169.254', '169.254.170.2', '168.63.129.16', '100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254']) {
    expect(reaches(to(address), [80, 443, 8053, 32526], 'TCP')).toEqual([]);
  }
});

it.each(ISOLATED)('keeps the pods of examples/%s from each other', (example) => {
  const pods = podsOf(example);
  expect(pods.length).toBeGreaterThan(1);
  expect(pods.flatMap((from) => pods.filter((to) => from !== to && isAllowed(policiesOf(example), { from, to, port: 8080 })))).toEqual([]);
});

// The other examples have no policies: what may connect there is everything, which the control `network-policy` says.
it.each(NAMES.filter((name) => ![EXAMPLE, ...ISOLATED].includes(name)))('examples/%s isolates no pod', (example) => {
  const pods = podsOf(example);
  expect(pods.flatMap((from) => pods.filter((to) => !isAllowed(policiesOf(example), { from, to, port: 1 })))).toEqual([]);
});

/** They are newer than the schemas: test/tasks/admission/fill-ins.slow.ts compares them with others. */
const NEWER = /^MutatingAdmissionPolicy/;

it.each(NAMES)('examples/%s meets the OpenAPI schemas of Kubernetes', (example) => {
  const objects = objectsOf(example).filter(({ kind }) => !NEWER.test(kind));
  expect(objects.map((object) => [`${object.kind} ${object.metadata.name}`, schemaErrors(object, object)]))
    .toEqual(objects.map((object) => [`${object.kind} ${object.metadata.name}`, []]));
});
