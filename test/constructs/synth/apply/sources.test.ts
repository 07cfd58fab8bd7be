import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Helm, Include, JsonPatch } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
// eslint-disable-next-line import/no-extraneous-dependencies -- cdk8s-cli brings it.
import * as plus33 from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { applied, BARE_SPEC, deployment, emitted, file, kubectlObjects, newChart, pod, podSpecsOf, printed, RESTRICTED_SPEC } from './support';
import { Hardening, HardeningProfile } from '../../../../src';
import { helm } from '../../../programs/kubernetes';
import { onLinux } from '../../../support/systems';

const LABELS = { app: 'web' };
const L1_SPEC = { selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS }, spec: BARE_SPEC } };

/** Every way in which a workload comes into an app. Each makes one whose pod says nothing about security. */
const SOURCES: readonly [string, (scope: Construct) => void][] = [
  ['Include', (scope) => new Include(scope, 'files', { url: file(deployment()) })],
  ['Include of a list', (scope) => new Include(scope, 'files', { url: file({ apiVersion: 'v1', kind: 'List', items: [deployment()] }) })],
  ['ApiObject', (scope) => new ApiObject(scope, 'web', pod())],
  ['ApiObject that is a list', (scope) => new ApiObject(scope, 'list', { apiVersion: 'v1', kind: 'PodList', items: [pod()] } as never)],
  ['an L1 class of cdk8s-plus-28', (scope) => new plus28.k8s.KubeDeployment(scope, 'web', { spec: L1_SPEC })],
  ['an L1 class of cdk8s-plus-33', (scope) => new plus33.k8s.KubeDeployment(scope, 'web', { spec: L1_SPEC })],
  ['a JSON patch', (scope) => new ApiObject(scope, 'web', { apiVersion: 'v1', kind: 'Pod' })
    .addJsonPatch(JsonPatch.add('/spec', BARE_SPEC))],
];

function helmChart(template: object = deployment()): string {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'templates', 'web.yaml'), JSON.stringify(template));
  return folder;
}

function hardens(make: (scope: Construct) => void, declare: typeof onLinux): void {
  declare('gets what "restricted" requires, and nothing else', () => {
    const chart = applied();
    make(chart);
    expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC]);
  });

  declare('gets it if it was there before the call, and in a nested construct', () => {
    const chart = newChart();
    make(new Construct(chart, 'inner'));
    Hardening.of(App.of(chart)).apply();
    expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC]);
  });

  declare('then passes a gate', () => {
    const chart = applied();
    make(chart);
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
    expect(() => App.of(chart).synthYaml()).not.toThrow();
  });

  declare('is left alone beside the scope', () => {
    const chart = newChart();
    make(chart);
    Hardening.of(new Construct(chart, 'other')).apply();
    expect(podSpecsOf(chart)).toEqual([BARE_SPEC]);
  });

  declare('with the profile "hardened" gets more', () => {
    const chart = applied({ profile: HardeningProfile.HARDENED });
    make(chart);
    expect(podSpecsOf(chart)).toEqual([expect.objectContaining({
      automountServiceAccountToken: false,
      containers: [expect.objectContaining({ securityContext: expect.objectContaining({ readOnlyRootFilesystem: true }) })],
    })]);
  });
}

describe.each(SOURCES)('a workload by %s', (_, make) => hardens(make, test));

describe('a workload by Helm', () => {
  hardens((scope) => new Helm(scope, 'release', { chart: helmChart(), helmExecutable: helm(4), releaseName: 'web' }), onLinux);
});

describe.each([['28', plus28], ['33', plus33 as never]])('a workload of cdk8s-plus-%s', (_, plus) => {
  const containers = [{ image: 'ghcr.io/acme/api:1' }];
  test.each<[string, (scope: Construct) => void]>([
    ['Deployment', (scope) => new plus.Deployment(scope, 'x', { containers })],
    ['Pod', (scope) => new plus.Pod(scope, 'x', { containers })],
    ['Job', (scope) => new plus.Job(scope, 'x', { containers })],
    ['DaemonSet', (scope) => new plus.DaemonSet(scope, 'x', { containers })],
  ])('%s meets "restricted"', (__, make) => {
    const chart = applied();
    make(chart);
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
    expect(podSpecsOf(chart)).toEqual([expect.objectContaining({
      securityContext: expect.objectContaining({ seccompProfile: { type: 'RuntimeDefault' } }),
      containers: [expect.objectContaining({ securityContext: expect.objectContaining({ capabilities: { drop: ['ALL'] } }) })],
    })]);
  });
});

onLinux('a hook of a Helm chart is hardened, too', () => {
  const chart = applied();
  const hook = { ...pod(), metadata: { name: 'hook', annotations: { 'helm.sh/hook': 'pre-install' } } };
  new Helm(chart, 'release', { chart: helmChart(hook), helmExecutable: helm(4), releaseName: 'web' });
  expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC]);
});

test('a field that the class of the object does not know is kept', () => {
  const chart = applied();
  const web = new plus28.Deployment(chart, 'web', { containers: [{ image: 'a:1' }] });
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/appArmorProfile', { type: 'RuntimeDefault' }));
  expect(podSpecsOf(chart)[0].securityContext.appArmorProfile).toEqual({ type: 'RuntimeDefault' });
});

test('an object that creates no pods, and a custom resource with a part of a pod, stay as they are', () => {
  const objects = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'b' } },
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image: 'x:1' }] } },
    { apiVersion: 'example.acme.io/v1', kind: 'Cluster', metadata: { name: 'x' }, spec: { template: { spec: BARE_SPEC } } },
  ];
  const chart = applied();
  new Include(chart, 'files', { url: file(...objects) });
  expect(emitted(chart)).toEqual(objects);
  expect(printed(chart)).toContain('[shop/files/x-cluster] unevaluated-pod-template');
});

const MANIFESTS = join(__dirname, '../../../third-party/manifests');

describe.each(readdirSync(MANIFESTS))('the chart %s', (name) => {
  const before = kubectlObjects(readFileSync(join(MANIFESTS, name), 'utf8'));
  const synthesize = (objects: any[], times: number) => {
    const chart = newChart();
    for (let time = 0; time < times; time++) {
      Hardening.of(chart).apply();
    }
    objects.forEach((object, index) => new ApiObject(chart, `object${index}`, object));
    return App.of(chart).synthYaml();
  };
  const once = synthesize(before, 1);
  const after = kubectlObjects(once);

  test('applied twice is the same as once, and as applied to its own output', () => {
    expect(synthesize(before, 2)).toBe(once);
    expect(synthesize(after, 1)).toBe(once);
  });

  test('keeps its objects, and what its author wrote', () => {
    expect(after).toHaveLength(before.length);
    expect(after).toMatchObject(before);
  });
});

test('every way out of cdk8s emits the same', () => {
  const chart = applied();
  new ApiObject(chart, 'web', pod());
  const [fromApp] = emitted(chart);
  expect(chart.toJson()).toEqual([fromApp]);
  expect(chart.apiObjects[0].toJson()).toEqual(fromApp);
  const outdir = mkdtempSync(join(tmpdir(), 'out-'));
  const app = new App({ outdir });
  const other = new Chart(app, 'shop');
  new ApiObject(other, 'web', pod());
  Hardening.of(app).apply();
  app.synth();
  expect(new Include(newChart(), 'again', { url: join(outdir, 'shop.k8s.yaml') }).apiObjects.map((object) => object.toJson())).toEqual([fromApp]);
});
