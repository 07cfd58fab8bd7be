import { execFileSync } from 'child_process';
import { readdirSync } from 'fs';
import { createServer, Server } from 'http';
import { Charts, kubectlOnly, kustomizeOnly, Programs } from './support';
import { KustomizationGraph } from '../../../src/tasks/charts/kustomization/graph';
import { ChartedKustomization, renderWithCharts } from '../../../src/tasks/charts/kustomization/mirror';
import { renderKustomization } from '../../../src/tasks/charts/kustomize';
import { helm } from '../../programs/kubernetes';

describe.each([['kustomize', kustomizeOnly], ['kubectl', kubectlOnly]] as const)('with %s', (name, only) => {
  let charts: Charts;
  let programs: Programs;
  beforeEach(() => {
    charts = new Charts();
    programs = only();
  });
  afterEach(() => {
    charts.remove();
    programs.remove();
  });

  const render = (folder: string, limits = {}) => renderKustomization(charts.path(folder), programs.running(limits), false);

  test('renders an overlay with its base, whatever its folder is called', async () => {
    charts.write({
      '--enable-helm/kustomization.yaml': 'resources: [../base]\nnamePrefix: prod-\n',
      'base/kustomization.yaml': 'resources: [account.yaml]\n',
      'base/account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\n',
    });
    const before = process.cwd();
    process.chdir(charts.folder);
    try {
      expect((await renderKustomization('--enable-helm', programs.running(), false)).text).toBe('apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: prod-web\n');
    } finally {
      process.chdir(before);
    }
  });

  test('what does not render fails with the words of the program', async () => {
    charts.write({ 'app/kustomization.yaml': 'resources: [missing.yaml]\n' });
    await expect(render('app')).rejects.toThrow(/app: accumulating resources.*missing\.yaml/);
  });

  test('without options it runs no program, no Helm, and reads no file outside', async () => {
    charts.write({
      'app/kustomization.yaml': 'generators: [generator.yaml]\n',
      'app/generator.yaml': 'apiVersion: acme/v1\nkind: Maker\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      exec:\n        path: ./run\n',
      'app/run': '#!/bin/sh\ntouch /tmp/cdk8s-hardened-ran\n',
      'helm/kustomization.yaml': 'helmCharts: [{ name: a, repo: "https://example.com", version: 1.0.0 }]\n',
      'outside/kustomization.yaml': 'configMapGenerator: [{ name: a, files: [../secret.txt] }]\n',
      'secret.txt': 'token',
    });
    execFileSync('chmod', ['+x', charts.path('app/run')]);
    await expect(render('app')).rejects.toThrow(/external plugins disabled|unable to load external plugin|failed to evaluate function|no such|plugin/);
    await expect(render('helm')).rejects.toThrow(/--enable-helm|must specify/);
    await expect(render('outside')).rejects.toThrow(/security; file .* is not in or below/);
  });

  describe('with a server', () => {
    let server: Server;
    let requests: number;
    beforeEach(async () => {
      requests = 0;
      server = createServer((_, response) => {
        requests++;
        response.end('apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: remote }\n');
      });
      await new Promise<void>((resolve) => server.listen(0, resolve));
    });
    afterEach(() => server.close());

    // A proxy is not used for this host, so that the check before is what counts here.
    test('this is why kustomizations are read before: the program fetches what is remote', async () => {
      const { port } = server.address() as { port: number };
      charts.write({ 'app/kustomization.yaml': `resources: ["http://localhost:${port}/account.yaml"]\n` });
      expect((await render('app')).text).toContain('name: remote');
      expect(requests).toBe(1);
    });

    test('a host elsewhere cannot be reached', async () => {
      charts.write({ 'app/kustomization.yaml': 'resources: ["http://192.0.2.1/account.yaml"]\n', 'git/kustomization.yaml': 'resources: ["https://github.com/acme/app?ref=v1"]\n' });
      await expect(render('app')).rejects.toThrow(/127\.0\.0\.1:9|connection refused/);
      await expect(render('git')).rejects.toThrow(/transport 'https' not allowed|git/);
    });
  });

  test('limits are kept', async () => {
    const data = `${'x'.repeat(100_000)}\n`;
    charts.write({ 'app/kustomization.yaml': 'configMapGenerator: [{ name: a, files: [data.txt] }]\n', 'app/data.txt': data });
    await expect(render('app', { output: 1000 })).rejects.toThrow(new RegExp(`app: ${name} printed more than`));
    // Enough work that no program ends before the first timer.
    const accounts = Array.from({ length: 1000 }, (_, number) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a${number} }\n`);
    charts.write({ 'app/kustomization.yaml': 'resources: [many.yaml]\n', 'app/many.yaml': accounts.join('---\n') });
    await expect(render('app', { timeout: 1 })).rejects.toThrow(new RegExp(`app: ${name} took longer than`));
  });
});

describe('a kustomization that renders a chart of the repository', () => {
  const charts = new Charts();
  const programs = new Programs({ kustomize: execFileSync('/bin/sh', ['-c', 'command -v kustomize']).toString().trim(), helm: helm(3) });
  afterAll(() => {
    charts.remove();
    programs.remove();
  });
  const charted = (name: string): ChartedKustomization => {
    const folder = charts.path(name);
    const parts = new KustomizationGraph({ rootOf: () => charts.folder, allowsRemote: false }).partsOf(folder);
    expect(parts.problem).toBeUndefined();
    return { folder, root: charts.folder, ...parts };
  };
  const MAP = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { namespace: "{{ .Release.Namespace }}", release: "{{ .Release.Name }}", a: "{{ .Values.a }}", b: "{{ .Values.b }}" }\n${more}`;

  test.each([
    ['its files', { valuesFile: 'one.yaml', additionalValuesFiles: ['two.yaml'] }],
    ['values in it', { valuesFile: 'one.yaml', valuesInline: { a: 'inline' }, additionalValuesFiles: ['two.yaml'] }],
    ['merged values', { valuesFile: 'one.yaml', valuesMerge: 'merge', valuesInline: { a: 'inline', b: 'inline' } }],
    ['replaced values', { valuesFile: 'one.yaml', valuesMerge: 'replace', valuesInline: { b: 'inline' } }],
    ['definitions, and without tests', { includeCRDs: true, skipTests: true }],
  ])('makes of %s what kustomize makes of them with Helm', async (_, fields) => {
    charts.write({
      'base/kustomization.yaml': JSON.stringify({
        helmGlobals: { chartHome: '../charts' },
        helmCharts: [{ name: 'web', version: '1.2.3', releaseName: 'shop', namespace: 'prod', ...fields }],
        resources: ['own.yaml'],
        patches: [{ patch: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { patched: "true" }\n' }],
      }),
      'base/own.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: own }\n',
      'base/one.yaml': 'a: one\n',
      'base/two.yaml': 'b: two\n',
      'overlay/kustomization.yaml': 'resources: [../base]\nnamePrefix: x-\n',
    });
    charts.chart('web', {
      'values.yaml': 'a: chart\nb: chart\n',
      'templates/map.yaml': MAP('web'),
      'templates/test.yaml': MAP('test').replace('name: test', 'name: test, annotations: { helm.sh/hook: test }'),
      'templates/none.yaml': '{{- if .Values.none }}{{ end }}',
      'crds/crd.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: crd }\n',
    });
    const before = treeOf(charts.folder);
    for (const folder of ['base', 'overlay']) {
      const { text } = await renderWithCharts(charted(folder), programs.running(), false);
      const real = execFileSync('kustomize', ['build', '--enable-helm', '--helm-command', helm(3), '--load-restrictor', 'LoadRestrictionsNone', charts.path(folder)], { encoding: 'utf8' });
      const sorted = (documents: string) => documents.split('---\n').map((each) => each.trim()).sort();
      expect(sorted(text)).toEqual(sorted(real));
    }
    expect(treeOf(charts.folder)).toEqual(before);
  });

  test('that does not render fails with the error of Helm, and errors of kustomize do not show the temporary folder', async () => {
    const render = async (kustomization: object, template: string) => {
      charts.write({ 'base/kustomization.yaml': JSON.stringify({ helmGlobals: { chartHome: '../charts' }, helmCharts: [{ name: 'bad' }], ...kustomization }), 'base/broken.yaml': 'a: 1\n' });
      charts.chart('bad', { 'templates/a.yaml': template });
      return renderWithCharts(charted('base'), programs.running(), false);
    };
    await expect(render({}, '{{ fail "no host" }}')).rejects.toThrow(/charts\/bad: .*no host/);
    await expect(render({ resources: ['broken.yaml'] }, MAP('web'))).rejects.toThrow(new RegExp(`^${charts.path('base')}: (?!.*cdk8s-hardened-kustomization)`));
    // Kustomize takes an object that is indented, so it is not taken for nothing.
    await expect(render({ resources: [] }, `# A comment.\n  ${MAP('indented').trim().replaceAll('\n', '\n  ')}\n`)).resolves.toMatchObject({ text: expect.stringContaining('name: indented') });
    // A chart that renders nothing is no error.
    await expect(render({}, '')).resolves.toMatchObject({ text: '' });
  });
});

function treeOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

test('without a program, the error says what to install', async () => {
  const charts = new Charts();
  const programs = new Programs({});
  try {
    charts.write({ 'app/kustomization.yaml': '' });
    await expect(renderKustomization(charts.path('app'), programs.running(), false)).rejects.toThrow('neither kustomize nor kubectl is installed or in the PATH: install one');
  } finally {
    charts.remove();
    programs.remove();
  }
});
