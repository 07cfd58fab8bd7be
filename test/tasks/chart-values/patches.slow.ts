import { execFileSync } from 'child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { context, deployment, MiniChart } from './mini-charts';
import { ValuesRun } from './support';
import { run } from '../../commands/cli/support';
import { helm, kubectl } from '../../programs/kubernetes';
import { helmOnly, Programs } from '../charts/support';

// Patches as kustomize applies them, which is what users do with them.

const PATCHED: readonly MiniChart[] = ['shared', 'hooks', 'renamed', 'rollout', 'fixed-fields', 'twins'];

let programs: Programs;
beforeAll(() => { programs = helmOnly(3); });
afterAll(() => programs.remove());

async function errorsIn(manifests: string): Promise<readonly string[]> {
  const { stdout } = await run(['audit', '-', '--profile', 'pss-restricted', '--format', 'json', '--config', 'none', '--waivers', 'none'], { input: manifests });
  return JSON.parse(stdout).findings.map(({ control }: any) => control);
}

function sorted(manifests: string): readonly unknown[] {
  return parseAllDocuments(manifests).map((document) => document.toJSON()).filter((object) => object !== null)
    .sort((one, other) => one.metadata.name < other.metadata.name ? -1 : 1);
}

describe('containers', () => {
  const SAFE = 'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }';
  const pod = (labels: string) => `apiVersion: v1
kind: Pod
metadata:
  name: a
  labels:
    app: web
${labels}spec:
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
  initContainers:
  - { name: first, image: "a:1", ${SAFE} }
  - { name: second, image: "a:1" }
  - { name: third, image: "a:1", ${SAFE} }
  containers:
  - { name: main, image: "a:1", ${SAFE} }
  - { name: side, image: "a:1" }
`;
  let chart: ValuesRun;
  beforeEach(() => {
    chart = new ValuesRun('plain', programs);
    rmSync(join(chart.chart, 'templates'), { recursive: true });
  });
  afterEach(() => chart.remove());

  test('keep their order, in which they start', async () => {
    chart.write({ 'charts/plain/templates/a.yaml': pod('') });
    expect((await chart.run('--output-dir', 'out')).stderr[0]).toContain('1 of 1 workload restricted by no values; 1 patch');
    const out = chart.path('out');
    const text = execFileSync(helm(3), ['template', 'shop', chart.chart, '-n', 'prod'], { encoding: 'utf8' });
    writeFileSync(join(out, 'rendered.yaml'), text);
    const built = execFileSync(kubectl(), ['kustomize', out], { encoding: 'utf8' });
    expect(await errorsIn(built)).toEqual([]);
    const { spec } = parse(built);
    expect([spec.initContainers, spec.containers].map((list) => list.map(({ name }: any) => name))).toEqual([['first', 'second', 'third'], ['main', 'side']]);
  });

  test('of a document that sets a key twice get no patch, which kustomize could not apply', async () => {
    chart.write({ 'charts/plain/templates/a.yaml': pod('    app: web\n') });
    const { status, stderr } = await chart.run('--output-dir', 'out');
    expect(status).toBe(0);
    expect(stderr[0]).toContain('0 of 1 workload restricted');
    expect(stderr.join('\n')).toContain('Pod a sets a key twice');
    expect(existsSync(join(chart.path('out'), 'patches.yaml'))).toBe(false);
  });
});

describe.each(PATCHED)('%s', (name) => {
  let chart: ValuesRun;
  beforeEach(() => { chart = new ValuesRun(name, programs); });
  afterEach(() => chart.remove());

  test('kustomize makes of it what was evaluated', async () => {
    const { status } = await chart.run('--output-dir', 'out');
    expect(status).toBe(0);
    const out = chart.path('out');
    const text = execFileSync(helm(3), ['template', 'shop', chart.chart, '-n', 'prod', '-f', join(out, 'values.yaml')], { encoding: 'utf8' });
    writeFileSync(join(out, 'rendered.yaml'), text);
    const built = execFileSync(kubectl(), ['kustomize', out], { encoding: 'utf8' });
    expect(await errorsIn(text)).not.toEqual([]);
    expect(await errorsIn(built)).toEqual([]);
    const hardened = await run(['harden', '-', '--profile', 'pss-restricted', '--config', 'none'], { input: text });
    expect(sorted(built)).toEqual(sorted(hardened.stdout));
  });

  test('a kustomization renders the chart with both', async () => {
    await chart.run('--output-dir', 'out', '--format', 'kustomize');
    const built = execFileSync('kustomize', ['build', '--enable-helm', '--helm-command', helm(3), '--load-restrictor', 'LoadRestrictionsNone', chart.path('out')], { encoding: 'utf8' });
    expect(await errorsIn(built)).toEqual([]);
    expect(built).toContain('namespace: prod');
  });

  test('without patches, nothing but values is written, and what is left is counted', async () => {
    const { status, stderr } = await chart.run('--output-dir', 'out', '--no-patches');
    expect(status).toBe(0);
    expect(['patches.yaml', 'hook-patches.yaml', 'kustomization.yaml'].filter((file) => existsSync(join(chart.path('out'), file)))).toEqual([]);
    expect(stderr[0]).toMatch(/ \d of \d workloads? restricted (?:by .*; 0 patches|as rendered; nothing to write)$/);
    expect(stderr.join('\n')).not.toContain('a patch sets it');
  });
});

test('hooks have a file of their own, and one that is not needed any more is removed', async () => {
  const chart = new ValuesRun('hooks', programs);
  try {
    await chart.run('--output-dir', 'out');
    const [pod, job, ...others] = parseAllDocuments(readFileSync(chart.path('out/hook-patches.yaml'), 'utf8')).map((document) => document.toJSON());
    expect([job.metadata.name, pod.metadata.name, others, existsSync(chart.path('out/patches.yaml'))]).toEqual(['shop-migrate', 'shop-ping', [], false]);
    writeFileSync(chart.path('out/notes.yaml'), 'mine: true\n');
    await chart.run('--output-dir', 'out', '--no-patches');
    expect([existsSync(chart.path('out/hook-patches.yaml')), existsSync(chart.path('out/notes.yaml'))]).toEqual([false, true]);
  } finally {
    chart.remove();
  }
});

test('a kind that kustomize does not know gets operations that test the names of its containers', async () => {
  const chart = new ValuesRun('rollout', programs);
  try {
    await chart.run('--output-dir', 'out');
    const { patches: [{ target, patch }] } = parse(readFileSync(chart.path('out/kustomization.yaml'), 'utf8'));
    expect(target).toEqual({ group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout', name: 'shop', namespace: 'prod' });
    expect(parse(patch)).toEqual([
      { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'web' },
      { op: 'add', path: '/spec/template/spec/containers/0/securityContext', value: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
      { op: 'add', path: '/spec/template/spec/securityContext', value: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
    ].sort((one, other) => one.op === 'test' ? -1 : other.op === 'test' ? 1 : 0));
  } finally {
    chart.remove();
  }
});

describe('--check of a folder', () => {
  const FORMATS = [
    ['values', 'values.yaml', 'kustomization.yaml'], ['kustomize', 'values.yaml', 'kustomization.yaml'], ['flux', 'helm-release.yaml', 'helm-release.yaml'],
    ['argo-cd', 'values.yaml', 'kustomization.yaml'], ['helmfile', 'values.yaml', 'helmfile.yaml'],
  ] as const;
  let chart: ValuesRun;
  const check = async () => {
    const { status, stderr } = await chart.run('--output-dir', 'out', '--check');
    return { status, lines: stderr.map((line) => line.replace('cdk8s-hardened: ', '')) };
  };
  const change = (file: string, from: string | RegExp, to: string) => {
    const path = chart.path(`out/${file}`);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  };
  const written = async (name: MiniChart, ...args: string[]) => {
    chart = new ValuesRun(name, programs);
    expect(await chart.run('--output-dir', 'out', ...args)).toMatchObject({ status: 0 });
    expect(await check()).toMatchObject({ status: 0, lines: [expect.stringMatching(/^out fits /)] });
  };
  afterEach(() => chart.remove());

  test.each(FORMATS)('for %s finds a value that is gone from the file that deploys it', async (format, file) => {
    await written('hooks', '--format', format);
    change(file, / *seccompProfile:\n *type: RuntimeDefault.*\n/, '');
    const { status, lines } = await check();
    expect({ status, found: lines.filter((line) => /not settled any more: Deployment shop: securityContext.seccompProfile.type$/.test(line)) }).toEqual({ status: 1, found: [expect.anything()] });
  });

  test.each(FORMATS)('for %s finds a patch that is gone from the file that deploys it', async (format, _, file) => {
    await written('hooks', '--format', format);
    change(file, /^( *)(?:patches|postRenderers|strategicMergePatches):\n(?:\1[ -].*\n|\n)+/m, '');
    const { status, lines } = await check();
    expect(status).toBe(1);
    expect(lines.join('\n')).toMatch(/not settled any more: Job shop-migrate, container "migrate": securityContext\.allowPrivilegeEscalation/);
  });

  test.each(FORMATS)('for %s does not complain about values that someone added', async (format, file) => {
    await written('hooks', '--format', format);
    const isNested = file === 'helm-release.yaml';
    change(file, isNested ? /^ {2}values:\n/m : /^(?=podSecurityContext:)/m, isNested ? '  values:\n    replicaCount: 3\n' : 'replicaCount: 3\nserver: { securityContext: { runAsUser: 5 } }\n');
    expect(await check()).toMatchObject({ status: 0 });
  });

  test('reads inline values of an Application, which someone may have changed', async () => {
    await written('plain', '--format', 'argo-cd');
    change('application.yaml', 'valuesObject:\n', 'valuesObject:\n        replicaCount: 3\n');
    expect(await check()).toMatchObject({ status: 0 });
    change('application.yaml', / *allowPrivilegeEscalation: false\n/, '');
    expect(await check()).toMatchObject({
      status: 1,
      lines: ['out/application.yaml: not settled any more: Deployment shop, container "web": securityContext.allowPrivilegeEscalation', expect.stringMatching(/^out does not fit/)],
    });
  });

  test('does not complain about patches that someone added, and applies them', async () => {
    await written('hooks');
    chart.write({ 'charts/hooks/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: map, namespace: prod }\ndata: { a: b }\n' });
    // For an object without containers, with a value that the chart sets, for another object, by a selector, and for one that is not there.
    change('hook-patches.yaml', /$/, `---
apiVersion: v1
kind: ConfigMap
metadata: { name: map, namespace: prod }
data: { a: c }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: prod }
spec: { template: { spec: { containers: [{ name: web, image: "registry.example/shop/other:2.0" }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: gone }
`);
    change('kustomization.yaml', 'patches:\n', 'patches:\n  - target: { kind: Deployment, labelSelector: app=web }\n    patch: "- { op: remove, path: /spec/selector }"\n'
      + '  - target: { kind: Deployment, name: shop }\n    patch: "- { op: add, path: /spec/template/spec/hostNetwork, value: true }"\n');
    const { status, lines } = await check();
    expect({ status, lines }).toEqual({
      status: 1,
      lines: [
        'out: a patch for Deployment selects by labels, annotations or a pattern, so it was not compared',
        'not settled any more: Deployment shop: host-namespaces (hostNetwork)',
        expect.stringMatching(/^out does not fit/),
      ],
    });
    change('kustomization.yaml', 'value: true', 'value: false');
    expect((await check()).status).toBe(0);
  });

  test('says which file is not YAML', async () => {
    await written('hooks');
    const values = readFileSync(chart.path('out/values.yaml'), 'utf8');
    writeFileSync(chart.path('out/values.yaml'), `${values}---\na: 1\n`);
    expect(await check()).toMatchObject({ status: 2, lines: [expect.stringMatching(/^out\/values\.yaml:\d+:\d+: it has several documents/)] });
    writeFileSync(chart.path('out/values.yaml'), values);
    change('hook-patches.yaml', /$/, '---\na: [\n');
    expect(await check()).toMatchObject({ status: 2, lines: [expect.stringMatching(/^out\/hook-patches\.yaml:\d+:\d+: /)] });
  });
});

describe('--check', () => {
  const checked = async (name: MiniChart, change: (chart: ValuesRun) => void) => {
    const chart = new ValuesRun(name, programs);
    try {
      expect(await chart.run('--output-dir', 'out')).toMatchObject({ status: 0 });
      change(chart);
      const { status, stderr, stdout } = await chart.run('--output-dir', 'out', '--check');
      return { status, stdout, lines: stderr.map((line) => line.replace('cdk8s-hardened: ', '')) };
    } finally {
      chart.remove();
    }
  };
  const replace = (file: string, from: string | RegExp, to: string) => (chart: ValuesRun) => {
    const path = join(chart.chart, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };

  test('finds a value that a template does not read any more', async () => {
    const { status, lines } = await checked('plain', replace('templates/web.yaml', /\{\{- with \.Values\.podSecurityContext \}\}[^]*?\{\{- end \}\}/, ''));
    expect(status).toBe(1);
    expect(lines).toEqual([
      'podSecurityContext.runAsNonRoot: no longer arrives at a pod',
      'podSecurityContext.seccompProfile.type: no longer arrives at a pod',
      'not settled any more: Deployment shop: securityContext.runAsNonRoot, securityContext.seccompProfile.type',
      'out does not fit plain 1.2.3: 3 differences; run values without --check, and review what it writes',
    ]);
  });

  test('finds a value that still arrives elsewhere, where no other one sets its field', async () => {
    const second = (container: string) => (chart: ValuesRun) => chart.write({ 'charts/plain/templates/other.yaml': deployment({ name: 'other', container }) });
    const chart = new ValuesRun('plain', programs);
    const check = async () => (await chart.run('--output-dir', 'out', '--check')).stderr.map((line) => line.replace('cdk8s-hardened: ', ''));
    try {
      second(context('securityContext', 12))(chart);
      expect(await chart.run('--output-dir', 'out')).toMatchObject({ status: 0 });
      expect(await check()).toEqual(['out fits plain 1.2.3']);
      second(context('containerContext', 12))(chart);
      const lines = await check();
      expect(lines).toContain('securityContext.allowPrivilegeEscalation: no longer arrives at Deployment other (web)');
      expect(lines.filter((line) => line.startsWith('podSecurityContext.'))).toEqual([]);
      second('securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }')(chart);
      expect(await check()).toEqual(['out fits plain 1.2.3']);
      chart.write({ 'charts/plain/templates/other.yaml': '' });
      expect(await check()).toEqual(['out fits plain 1.2.3']);
    } finally {
      chart.remove();
    }
  });

  test('finds a default of a template that changed, and one that is new, which the values hide', async () => {
    const { status, lines } = await checked('else-branch', replace('templates/web.yaml', 'fsGroup: 2000', 'fsGroup: 3000\n        sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }]'));
    expect(status).toBe(1);
    expect(lines).toEqual([
      'podSecurityContext.fsGroup: keeps 2000, and the chart now sets it to 3000',
      'podSecurityContext.sysctls: the chart sets it to [{"name":"net.ipv4.ip_unprivileged_port_start","value":"0"}] while its map is empty, and the values do not keep that',
      'out does not fit else-branch 1.2.3: 2 differences; run values without --check, and review what it writes',
    ]);
  });

  test('finds a container that was renamed, whose patch would add one', async () => {
    const { status, lines } = await checked('renamed', replace('values.yaml', 'containerName: web', 'containerName: app'));
    expect(status).toBe(1);
    expect(lines).toEqual([
      'Deployment shop: the chart has no container "web" any more: its patch would add one without an image',
      'not settled any more: Deployment shop, container "app": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop',
      expect.stringContaining('2 differences'),
    ]);
  });

  test('finds a container that a JSON patch does not mean', async () => {
    const { status, lines } = await checked('rollout', replace('templates/web.yaml', '- name: web', '- name: app'));
    expect(status).toBe(1);
    expect(lines[0]).toBe('Rollout shop: cannot apply its patch: /spec/template/spec/containers/0/name is "app", and not "web"');
  });

  test('finds a workload that is gone, and a patch that replaces what the chart sets now', async () => {
    const gone = await checked('hooks', (chart) => writeFileSync(join(chart.chart, 'templates/migrate.yaml'), ''));
    expect(gone).toMatchObject({ status: 1, lines: [expect.stringMatching(/^Job shop-migrate: the chart does not render it any more/), expect.anything()] });
    const replaced = await checked('rollout', replace('templates/web.yaml', '- name: web', '- name: web\n          securityContext: { runAsUser: 5 }'));
    expect(replaced.status).toBe(1);
    expect(replaced.lines[0]).toMatch(/^Rollout shop: its patch replaces .*securityContext/);
  });

  test('finds what is new, and not what was left before', async () => {
    const before = await checked('node', () => undefined);
    expect(before).toMatchObject({ status: 0, lines: ['out fits node 1.2.3'] });
    const { status, lines } = await checked('node', replace('templates/web.yaml', 'path: /var/log', 'path: /var/run/docker.sock'));
    expect({ status, first: lines[0] }).toEqual({
      status: 1, first: 'not settled any more: DaemonSet shop: host-namespaces (hostPID), restricted-volumes (/var/run/docker.sock)',
    });
  });

  test('finds a schema that does not take a value any more', async () => {
    const { status, lines } = await checked('plain', (chart) => writeFileSync(join(chart.chart, 'values.schema.json'),
      JSON.stringify({ properties: { podSecurityContext: { additionalProperties: false } } })));
    expect(status).toBe(1);
    expect(lines[0]).toMatch(/^the chart no longer takes the values: values don't meet the specifications of the schema/);
  });

  test('passes without files if the chart needs none, and files that are not needed any more are removed', async () => {
    const chart = new ValuesRun('plain', programs);
    try {
      await chart.run('--output-dir', 'out');
      rmSync(join(chart.chart, 'templates'), { recursive: true });
      chart.write({ 'charts/plain/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' });
      expect(await chart.run('--output-dir', 'out')).toMatchObject({ status: 0 });
      expect(existsSync(join(chart.folder, 'out/values.yaml'))).toBe(false);
      expect(await chart.run('--check', '--output-dir', 'out')).toMatchObject({ status: 0 });
    } finally {
      chart.remove();
    }
  });

  test('passes without files if nothing can be written for what is left', async () => {
    const chart = new ValuesRun('plain', programs);
    try {
      rmSync(join(chart.chart, 'templates'), { recursive: true });
      const safe = 'runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault }, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }';
      const pod = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { hostNetwork: true, containers: [{ name: a, image: "a:1", securityContext: { ${safe} } }] }
`;
      chart.write({ 'charts/plain/templates/a.yaml': pod });
      expect(await chart.run('--output-dir', 'out')).toMatchObject({ status: 0, stderr: expect.arrayContaining([expect.stringContaining('left: Pod a: host-namespaces')]) });
      expect(existsSync(join(chart.folder, 'out/values.yaml'))).toBe(false);
      expect(await chart.run('--check', '--output-dir', 'out')).toMatchObject({ status: 0, stderr: [expect.stringMatching(/^cdk8s-hardened: out fits plain /)] });
    } finally {
      chart.remove();
    }
  });

  test('needs a folder with files of an earlier run', async () => {
    const chart = new ValuesRun('plain', programs);
    try {
      expect(await chart.run('--check')).toMatchObject({ status: 2, stderr: ['cdk8s-hardened: --check compares the files of an earlier run: name their folder with --output-dir'] });
      expect(await chart.run('--check', '--output-dir', 'out')).toMatchObject({ status: 2, stderr: [expect.stringMatching(/^cdk8s-hardened: out\/values\.yaml: this file does not exist, but \S+ \S+ needs values or patches: run values with --output-dir out first$/)] });
      chart.write({ 'out/values.yaml': 'a: [\n' });
      expect(await chart.run('--check', '--output-dir', 'out')).toMatchObject({ status: 2, stderr: [expect.stringMatching(/^cdk8s-hardened: out\/values\.yaml:\d+:\d+: /)] });
    } finally {
      chart.remove();
    }
  });
});

