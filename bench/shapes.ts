import { join } from 'node:path';

/** Writes a shape of some size into a folder, by the names of files. */
export interface Shape {
  readonly name: string;
  /** The unit of sizes. */
  readonly unit: string;
  /** The largest size that is measured; the others are half and a quarter of it. */
  readonly most: number;
  readonly command?: 'audit' | 'harden';
  /** Options of the command line, where it runs in the folder that has `input`. */
  readonly options?: readonly string[];
  /** Files beside the folder `input`, such as a waiver file. */
  readonly beside?: (size: number) => Files;
  readonly files: (size: number) => Files;
  /** For a shape beyond a documented limit: its error. */
  readonly error?: RegExp;
}

export type Files = Iterable<readonly [name: string, text: string]>;

const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index));
const file = (text: string, name = 'a.yaml'): Files => [[name, text]];

function pod(number: number, namespace = 'shop', metadata = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: web-${number}, namespace: ${namespace}, labels: { app: web-${number} }${metadata} }\n`
    + 'spec: { containers: [{ name: main, image: \'nginx:1.29\' }] }\n';
}

const pods = (count: number, of = (index: number) => pod(index)) => file(many(count, of).join('---\n'));
const podOf = (spec: string) => file(`apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec:\n${spec}`);
const configMap = (data: string) => file(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: ${data}\n`);

/** As many waivers as fit into a text of some KiB. */
function waiversOf(kib: number): readonly string[] {
  const one = (index: number) => `{"control":"privileged","containers":["c${index}"],"reason":"loads a kernel module"}`;
  return many(Math.floor(kib * 1024 / (one(9999).length + 1)), one);
}

const annotated = (entries: readonly string[]) => file(pod(0, 'shop', `, annotations: { cdk8s-hardened/waivers: '[${entries.join(',')}]' }`));

function waiverFile(count: number, target: (index: number) => string): Files {
  const waiver = (index: number) => `- { control: run-as-non-root, reason: accepted by the team, target: { kind: Pod, ${target(index)} } }\n`;
  return file(`waivers:\n${many(count, waiver).join('')}`, 'waivers.yaml');
}

const WAIVER_FILE = ['--waiver-file', 'waivers.yaml'];
const MB = 1_000_000;

export const SHAPES: readonly Shape[] = [
  { name: 'objects in a file', unit: '', most: 100_000, files: (size) => pods(size) },
  { name: 'objects in a file, `harden`', unit: '', most: 20_000, command: 'harden', files: (size) => pods(size) },
  { name: 'files in a folder', unit: '', most: 100_000, * files(size) { for (let index = 0; index < size; index++) yield [`${index}.yaml`, pod(index)]; } },
  { name: 'files in a folder, without an object', unit: '', most: 100_000, * files(size) { for (let index = 0; index < size; index++) yield [`${index}.yaml`, 'a: 1\n']; yield ['z.yaml', pod(0)]; } },
  { name: 'waivers in an annotation', unit: ' KiB', most: 256, files: (size) => annotated(waiversOf(size - 1)) },
  { name: 'waivers in an annotation, invalid', unit: ' KiB', most: 256, files: (size) => annotated(many((size - 1) * 512, () => '1')) },
  {
    name: 'waivers in an annotation, all used',
    unit: ' KiB',
    most: 256,
    files: (size) => file(`apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop, annotations: { cdk8s-hardened/waivers: '[${waiversOf(size - 1).join(',')}]' } }\nspec:\n  containers:\n`
      + waiversOf(size - 1).map((_, index) => `  - { name: c${index}, image: 'nginx:1.29', securityContext: { privileged: true } }\n`).join('')),
  },
  { name: 'waivers in a waiver file, for one pod', unit: '', most: 10_000, options: WAIVER_FILE, files: () => pods(1), beside: (size) => waiverFile(size, () => 'namespace: shop, name: web-0') },
  { name: 'waivers in a waiver file, with as many pods', unit: '', most: 10_000, options: WAIVER_FILE, files: (size) => pods(size), beside: (size) => waiverFile(size, (index) => `namespace: shop, name: web-${index}`) },
  {
    name: 'waivers in a waiver file, with as many pods in other namespaces',
    unit: '',
    most: 10_000,
    options: WAIVER_FILE,
    files: (size) => pods(size, (index) => pod(0, `n${index}`)),
    beside: (size) => waiverFile(size, (index) => `namespace: m${index}, name: web-0`),
  },
  { name: 'roles with bindings', unit: '', most: 10_000, files: (size) => file(many(size, role).join('---\n')) },
  { name: 'pods with a NetworkPolicy each', unit: '', most: 10_000, files: (size) => file([...many(size, (index) => pod(index)), ...many(size, policy)].join('---\n')) },
  { name: 'pods with a Service each', unit: '', most: 10_000, files: (size) => file([...many(size, (index) => pod(index)), ...many(size, service)].join('---\n')) },
  { name: 'containers of a pod', unit: '', most: 20_000, files: (size) => podOf(`  containers:\n${many(size, (index) => `  - { name: c${index}, image: 'nginx:1.29' }\n`).join('')}`) },
  { name: 'containers of a pod, with a volume each', unit: '', most: 20_000, files: (size) => podOf(withVolumes(size)) },
  { name: 'stages of a Dockerfile with ENV', unit: '', most: 200, files: (size) => file(stages(size), 'Dockerfile') },
  { name: 'stages of a Dockerfile with ENV, beyond the limit of 200', unit: '', most: 2000, files: (size) => file(stages(size), 'Dockerfile'), error: /more than 200 stages/ },
  { name: 'one line: a string', unit: ' MB', most: 50, files: (size) => configMap(`{ a: "${'x'.repeat(size * MB)}" }`) },
  { name: 'one line: a plain string with spaces', unit: ' MB', most: 50, files: (size) => configMap(`\n  a: ${'x y '.repeat(size * MB / 4)}`) },
  { name: 'one line: a string of quotes', unit: ' MB', most: 50, files: (size) => configMap(`{ a: '${'\'\''.repeat(size * MB / 2)}' }`) },
  { name: 'one line: a comment', unit: ' MB', most: 50, files: (size) => file(`# ${'x: '.repeat(size * MB / 3)}\n${pod(0)}`) },
  { name: 'one line: an image', unit: ' MB', most: 50, files: (size) => file(pod(0).replace('nginx:1.29', `nginx:${'a'.repeat(size * MB)}`)) },
  { name: 'one line: a list of objects as JSON', unit: ' MB', most: 50, files: (size) => file(jsonList(size * MB), 'a.json') },
  { name: 'one line: brackets, beyond the limit of 1,000 levels', unit: ' MB', most: 50, files: (size) => configMap('['.repeat(size * MB)), error: /levels deep/ },
  { name: 'one line: a RUN, beyond the limit of 256 KiB', unit: ' MB', most: 50, files: (size) => file(`FROM alpine\nRUN ${'echo; '.repeat(size * MB / 6)}\n`, 'Dockerfile'), error: /larger than 256 KiB/ },
];

function role(index: number): string {
  const object = (kind: string, rest: string) => `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: r${index}, namespace: shop }\n${rest}\n`;
  return `${object('Role', 'rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]')}---\n`
    + object('RoleBinding', `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r${index} }\nsubjects: [{ kind: ServiceAccount, name: a${index}, namespace: shop }]`);
}

function policy(index: number): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p${index}, namespace: shop }\n`
    + `spec: { podSelector: { matchLabels: { app: web-${index} } }, policyTypes: [Ingress, Egress] }\n`;
}

function service(index: number): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: s${index}, namespace: shop }\nspec: { selector: { app: web-${index} }, ports: [{ port: 80, targetPort: 81 }] }\n`;
}

function withVolumes(count: number): string {
  const container = (index: number) => `  - { name: c${index}, image: 'nginx:1.29', volumeMounts: [{ name: v${index}, mountPath: /m }] }\n`;
  return `  volumes:\n${many(count, (index) => `  - { name: v${index}, emptyDir: { medium: Memory } }\n`).join('')}  containers:\n${many(count, container).join('')}`;
}

function stages(count: number): string {
  const stage = (index: number) => `FROM ${index === 0 ? 'alpine:3.22' : `s${index - 1}`} AS s${index}\nENV A${index}=1 PATH=$PATH:/opt/${index}\n`;
  return `${many(count, stage).join('')}USER 10001\n`;
}

function jsonList(bytes: number): string {
  const object = (index: number) => JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: `web-${index}`, namespace: 'shop' }, spec: { containers: [{ name: 'main', image: 'nginx:1.29' }] },
  });
  return `{"apiVersion":"v1","kind":"List","items":[${many(Math.floor(bytes / (object(99_999).length + 1)), object).join(',')}]}`;
}

/** Where the input of a shape is. */
export function inputIn(folder: string): string {
  return join(folder, 'input');
}
