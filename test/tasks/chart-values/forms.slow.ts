import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { parse, parseAllDocuments } from 'yaml';
import { MiniChart } from './mini-charts';
import { ValuesRun } from './support';
import { run } from '../../commands/cli/support';
import { helm } from '../../programs/kubernetes';
import { helmOnly, Programs } from '../charts/support';

// The forms that other tools take.

let programs: Programs;
beforeAll(() => { programs = helmOnly(3); });
afterAll(() => programs.remove());

/** The schemas of these kinds have ESM only, which Jest cannot load. */
const VALIDATE = `
  import { HelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2/HelmRelease';
  import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
  const models = { HelmRelease, Application };
  for (const object of JSON.parse(process.argv[1])) {
    if (object.apiVersion !== models[object.kind].apiVersion) throw new Error(object.apiVersion);
    new models[object.kind](object).validate();
  }
`;

function schemaErrors(object: object): string {
  return spawnSync(process.execPath, ['--input-type=module', '--eval', VALIDATE, JSON.stringify([object])], { encoding: 'utf8' }).stderr;
}

async function written(name: MiniChart, ...args: string[]): Promise<any> {
  const chart = new ValuesRun(name, programs);
  try {
    const { status, stdout, stderr } = await chart.run(...args);
    expect({ status, stderr: status === 0 ? [] : stderr }).toEqual({ status: 0, stderr: [] });
    return parse(stdout);
  } finally {
    chart.remove();
  }
}

test.each(['plain', 'hooks', 'rollout'] as const)('Flux takes a HelmRelease of %s', async (name) => {
  const release = await written(name, '--format', 'flux');
  expect(schemaErrors(release)).toBe('');
  expect(schemaErrors({ ...release, spec: { ...release.spec, postRenderers: [{ kustomize: { patches: [{}] } }] } })).toContain('patch');
  expect(release.spec.postRenderers?.[0].kustomize.patches.map(({ target }: any) => target)).toEqual({
    plain: undefined,
    hooks: [{ version: 'v1', kind: 'Pod', name: 'shop-ping' }, { group: 'batch', version: 'v1', kind: 'Job', name: 'shop-migrate' }],
    rollout: [{ group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout', name: 'shop', namespace: 'prod' }],
  }[name]);
});

test('a HelmRelease says which of its patches are for hooks, which Flux may pass by', async () => {
  const chart = new ValuesRun('hooks', programs);
  const plain = new ValuesRun('plain', programs);
  try {
    const { stdout, stderr } = await chart.run('--format', 'flux');
    const line = 'Flux patches hooks only with `postRenderStrategy: combined` or `separate`, which versions before 2.9 do not have: Pod shop-ping, Job shop-migrate may stay as rendered.';
    expect(stdout).toContain(`\n# ${line}\n`);
    expect(stderr).toContain(`cdk8s-hardened: ${line}`);
    expect((await chart.run('--format', 'helmfile')).stderr.join()).not.toContain('hooks only');
    expect((await plain.run('--format', 'flux')).stdout).not.toContain('hooks');
  } finally {
    chart.remove();
    plain.remove();
  }
});

test('Argo CD takes an Application with the values, and one of a folder where there are patches', async () => {
  const application = await written('plain', '--format', 'argo-cd');
  expect(schemaErrors(application)).toBe('');
  expect(application.spec.source.helm.valuesObject.podSecurityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(schemaErrors({ ...application, spec: { ...application.spec, source: {} } })).toContain('repoURL');
  const chart = new ValuesRun('hooks', programs);
  try {
    expect(await chart.run('--format', 'argo-cd')).toMatchObject({
      status: 2, stdout: '', stderr: ['cdk8s-hardened: --format argo-cd: Argo CD has no patches for charts, so the Application builds a folder with a kustomization: name it with --output-dir'],
    });
    expect(await chart.run('--format', 'argo-cd', '--output-dir', 'deploy/web', '--set', 'a=b')).toMatchObject({
      status: 2, stderr: ['cdk8s-hardened: --format argo-cd: the kustomization with the patches does not support --set: write these values to a file, and pass it with -f'],
    });
    chart.write({ 'prod.yaml': '', 'test.yaml': '' });
    await chart.run('--format', 'argo-cd', '--output-dir', 'deploy/web', '-f', 'prod.yaml');
    expect(readFileSync(chart.path('deploy/web/application.yaml'), 'utf8')).toContain('`kustomize.buildOptions: --enable-helm --load-restrictor LoadRestrictionsNone`');
    expect(await chart.run('--format', 'kustomize', '-f', 'prod.yaml', '-f', 'test.yaml')).toMatchObject({
      status: 2, stderr: [expect.stringMatching(/--format kustomize: the values in a kustomization override only the first of several values files: name a folder with --output-dir/)],
    });
    expect(await chart.run('--format', 'argo-cd', '--output-dir', 'deploy/web')).toMatchObject({ status: 0 });
    expect(readFileSync(chart.path('deploy/web/application.yaml'), 'utf8')).toContain('`kustomize.buildOptions: --enable-helm`');
    const ofFolder = parse(readFileSync(chart.path('deploy/web/application.yaml'), 'utf8'));
    expect(schemaErrors(ofFolder)).toBe('');
    expect(ofFolder.spec.source.path).toBe('deploy/web');
    const built = execFileSync('kustomize', ['build', '--enable-helm', '--helm-command', helm(3), '--load-restrictor', 'LoadRestrictionsNone', chart.path('deploy/web')], { encoding: 'utf8' });
    const { stdout } = await run(['audit', '-', '--profile', 'pss-restricted', '--format', 'json', '--config', 'none'], { input: built });
    expect(JSON.parse(stdout).findings).toEqual([]);
  } finally {
    chart.remove();
  }
});

test('kustomize renders the chart with values in it', async () => {
  const chart = new ValuesRun('hooks', programs);
  try {
    chart.write({ 'prod.yaml': 'replicas: 2\n' });
    const { stdout } = await chart.run('-f', 'prod.yaml', '--format', 'kustomize');
    writeFileSync(chart.path('kustomization.yaml'), stdout);
    const built = execFileSync('kustomize', ['build', '--enable-helm', '--helm-command', helm(3), chart.folder], { encoding: 'utf8' });
    const { stdout: audited } = await run(['audit', '-', '--profile', 'pss-restricted', '--format', 'json', '--config', 'none'], { input: built });
    expect(JSON.parse(audited).findings).toEqual([]);
  } finally {
    chart.remove();
  }
});

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: shops.example.com }
spec: { group: example.com, scope: Namespaced, names: { kind: Shop, plural: shops }, versions: [] }
`;

test.each(['kustomize', 'argo-cd', 'helmfile'] as const)('%s renders the chart for the same cluster, with its definitions of custom resources', async (format) => {
  const chart = new ValuesRun('hooks', programs);
  try {
    chart.write({
      'charts/hooks/Chart.yaml': 'apiVersion: v2\nname: hooks\nversion: 1.2.3\nkubeVersion: "1.28.x"\n',
      'charts/hooks/crds/shop.yaml': CRD,
      'cdk8s-hardened.yaml': 'kubernetesVersion: "1.28"\n',
      'charts/hooks/templates/seen.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: seen-{{ .Capabilities.APIVersions.Has "example.com/v1" }} }\n',
    });
    const args = ['--format', format, '--output-dir', 'deploy', '--api-versions', 'example.com/v1'];
    expect(await chart.run(...args)).toMatchObject({ status: 0 });
    const cluster = { kubeVersion: '1.28', apiVersions: ['example.com/v1'] };
    if (format === 'helmfile') {
      expect(parse(readFileSync(chart.path('deploy/helmfile.yaml'), 'utf8')).releases).toMatchObject([cluster]);
      return;
    }
    const text = readFileSync(chart.path('deploy/kustomization.yaml'), 'utf8');
    expect(parse(text).helmCharts).toMatchObject([{ includeCRDs: true, ...cluster }]);
    const build = (kustomization: string) => {
      writeFileSync(chart.path('deploy/kustomization.yaml'), kustomization);
      const { status, stdout, stderr } = spawnSync('kustomize', ['build', '--enable-helm', '--helm-command', helm(3), '--load-restrictor', 'LoadRestrictionsNone', chart.path('deploy')], { encoding: 'utf8' });
      return { status, stderr, names: parseAllDocuments(stdout).map((document) => document.toJS()?.metadata.name) };
    };
    expect(build(text)).toMatchObject({ status: 0, names: ['shops.example.com', 'seen-true', 'shop', 'shop-migrate', 'shop-ping'] });
    expect(build(text.replace('includeCRDs: true', 'includeCRDs: false')).names).not.toContain('shops.example.com');
    expect(build(text.replace(/ +kubeVersion: .*\n/, '')).stderr).toContain('chart requires kubeVersion');
  } finally {
    chart.remove();
  }
});

test('without these options, a form says nothing of the cluster', async () => {
  const { helmCharts: [plain] } = await written('plain', '--format', 'kustomize');
  expect(plain).toMatchObject({ includeCRDs: true });
  expect(Object.keys(plain).filter((key) => ['kubeVersion', 'apiVersions', 'skipTests'].includes(key))).toEqual([]);
  expect(Object.keys((await written('plain', '--format', 'helmfile')).releases[0]).filter((key) => /ersions?$/.test(key))).toEqual(['version']);
});

test('helmfile gets the release with values and both sorts of patches', async () => {
  const { releases: [{ chart, values, ...release }] } = await written('hooks', '--format', 'helmfile');
  expect(chart).toBe('./charts/hooks');
  expect(values).toEqual([expect.objectContaining({ podSecurityContext: expect.anything() })]);
  expect(release).toMatchObject({ name: 'shop', namespace: 'prod', version: '1.2.3', strategicMergePatches: [{ kind: 'Pod' }, { kind: 'Job' }] });
  const { releases: [{ jsonPatches: [{ target, patch }] }] } = await written('rollout', '--format', 'helmfile');
  expect([target.kind, patch[0].op]).toEqual(['Rollout', 'test']);
});

test('a folder has values, patches, and the form', async () => {
  const chart = new ValuesRun('hooks', programs);
  try {
    mkdirSync(chart.path('deploy'));
    chart.write({ 'prod.yaml': 'replicas: 2\n' });
    await chart.run('-f', 'prod.yaml', '--format', 'helmfile', '--output-dir', 'deploy');
    const { releases: [release] } = parse(readFileSync(chart.path('deploy/helmfile.yaml'), 'utf8'));
    expect([release.chart, release.values]).toEqual(['../charts/hooks', ['../prod.yaml', 'values.yaml']]);
    const { resources, patches } = parse(readFileSync(chart.path('deploy/kustomization.yaml'), 'utf8'));
    expect([resources, patches]).toEqual([['rendered.yaml'], [{ path: 'hook-patches.yaml' }]]);
    expect(parseAllDocuments(readFileSync(chart.path('deploy/values.yaml'), 'utf8'))).toHaveLength(1);
  } finally {
    chart.remove();
  }
});

test('a folder has one form: another --format names the file of the earlier run, and writes nothing', async () => {
  const chart = new ValuesRun('plain', programs);
  try {
    const text = (name: string) => readFileSync(chart.path(`deploy/${name}`), 'utf8');
    await chart.run('--format', 'flux', '--output-dir', 'deploy');
    chart.write({ 'charts/plain/values.yaml': 'podSecurityContext: {}\nsecurityContext: { allowPrivilegeEscalation: false }\n' });
    const before = text('values.yaml');
    for (const format of ['values', 'argo-cd', 'helmfile', 'kustomize']) {
      expect(await chart.run('--format', format, '--output-dir', 'deploy')).toMatchObject({
        status: 2,
        stderr: ['cdk8s-hardened: deploy/helm-release.yaml: was written by an earlier run with --format flux, and this run has another --format: delete this file, use --format flux, or name another folder with --output-dir'],
      });
    }
    expect([text('values.yaml'), readdirSync(chart.path('deploy')).sort()]).toEqual([before, ['helm-release.yaml', 'values.yaml']]);
    expect(await chart.run('--format', 'flux', '--output-dir', 'deploy')).toMatchObject({ status: 0 });
    expect(text('values.yaml')).not.toBe(before);
    rmSync(chart.path('deploy/helm-release.yaml'));
    expect(await chart.run('--format', 'argo-cd', '--output-dir', 'deploy')).toMatchObject({ status: 0 });
    expect(await chart.run('--format', 'argo-cd', '--output-dir', 'deploy', '--check')).toMatchObject({ status: 0 });
  } finally {
    chart.remove();
  }
});

test('a form of a chart that needs nothing any more is named, and a HelmRelease of someone else stays', async () => {
  const chart = new ValuesRun('plain', programs);
  try {
    await chart.run('--format', 'flux', '--output-dir', 'deploy');
    chart.write({ 'charts/plain/templates/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n' });
    expect(await chart.run('--format', 'flux', '--output-dir', 'deploy')).toMatchObject({
      status: 2,
      stderr: [expect.stringContaining('renders no workloads'), 'cdk8s-hardened: deploy/helm-release.yaml: was written by an earlier run with --format flux, and the chart needs no values or patches any more: delete this file'],
    });
    chart.write({ 'deploy/helm-release.yaml': readFileSync(chart.path('deploy/helm-release.yaml'), 'utf8').replace(/^#.*\n/gm, '') });
    expect(await chart.run('--output-dir', 'deploy')).toMatchObject({ status: 0 });
    expect(readdirSync(chart.path('deploy'))).toEqual(['helm-release.yaml']);
  } finally {
    chart.remove();
  }
});

test.each(['flux', 'argo-cd'] as const)('audit finds nothing in the form for %s: values are not pods', async (format) => {
  for (const name of ['plain', 'hooks', 'rollout', 'modern'] as const) {
    const chart = new ValuesRun(name, programs);
    try {
      for (const profile of ['pss-restricted', 'hardened']) {
        expect(await chart.run('--format', format, '--output-dir', profile, '--profile', profile)).toMatchObject({ status: 0 });
        const file = chart.path(`${profile}/${format === 'flux' ? 'helm-release' : 'application'}.yaml`);
        const { stdout } = await run(['audit', '-', '--profile', profile, '--format', 'json', '--config', 'none'], { input: readFileSync(file) });
        expect(JSON.parse(stdout).findings).toEqual([]);
      }
    } finally {
      chart.remove();
    }
  }
});

test('a chart whose name reads as a boolean has the name that Helm gives it', async () => {
  const chart = new ValuesRun('plain', programs);
  try {
    chart.write({ 'charts/plain/Chart.yaml': 'apiVersion: v2\nname: n\nversion: 1.2.3\n' });
    const { stdout } = await chart.run('--format', 'flux');
    expect(stdout).toContain('\n# Chart false 1.2.3, release shop,');
    expect(parse(stdout).spec.chart.spec).toMatchObject({ chart: 'false', sourceRef: { name: 'false' } });
    expect(execFileSync(helm(3), ['template', 'shop', chart.chart], { encoding: 'utf8' })).toContain('# Source: false/templates/web.yaml');
    expect((await chart.run('--explain')).stdout).toContain('Deployment shop (charts/plain/templates/web.yaml)');
  } finally {
    chart.remove();
  }
});
