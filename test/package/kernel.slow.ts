import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { expectHardened, packWithPeers } from './support';
import { KernelProcess, Ref } from '../languages/kernel';

// The kernel looks methods up on `instance.constructor.prototype`, past an object's own properties. What hardens in
// TypeScript may therefore do nothing in Python or Java, so every way out of cdk8s is tried here as they take it.

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-kernel-'));
let kernel: KernelProcess;

beforeAll(async () => {
  kernel = new KernelProcess();
  for (const { name, version, path } of packWithPeers(folder)) {
    await kernel.call('load', { name, version, tarball: path });
  }
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true });
});

const parse = (yaml: string) => parseAllDocuments(yaml).map(document => document.toJS());

const exits: Record<string, (app: Ref, chart: Ref, workload: Ref) => Promise<unknown[]>> = {
  'App.synth': async app => {
    await kernel.invoke(app, 'synth');
    const outdir = await kernel.get(app, 'outdir');
    return readdirSync(outdir).flatMap(file => parse(readFileSync(join(outdir, file), 'utf8')));
  },
  'App.synthYaml': async app => parse(await kernel.invoke(app, 'synthYaml')),
  'Chart.toJson': (_, chart) => kernel.invoke(chart, 'toJson'),
  'Testing.synth': (_, chart) => kernel.invokeStatic('cdk8s.Testing', 'synth', chart),
  'ApiObject.toJson': async (_app, _chart, workload) => {
    const apiObject = await kernel.invokeStatic('cdk8s.ApiObject', 'of', workload);
    return [await kernel.invoke(apiObject, 'toJson')];
  },
};

const containers = [{ image: 'registry.example/web:1.27', portNumber: 8080 }];

/** The props of each kind, with what it adds to its parent and hands on late. */
const kinds: Record<string, () => Promise<object>> = {
  Pod: async () => ({ containers }),
  Deployment: async () => {
    const path = await kernel.invokeStatic('cdk8s-hardened.WritablePath', 'fromEmptyDir', '/cache');
    const preset = await kernel.invokeStatic('cdk8s-hardened.RuntimePreset', 'custom', 'own', { environment: { CACHE: '/cache' }, writablePaths: [path] });
    return { containers, presets: [await kernel.getStatic('cdk8s-hardened.RuntimePreset', 'JVM')], containerSettings: { main: { presets: [preset] } } };
  },
  StatefulSet: async () => {
    const size = await kernel.invokeStatic('cdk8s.Size', 'gibibytes', 1);
    return { containers, volumeClaimTemplates: [{ name: 'data', size, mounts: [{ path: '/data' }] }] };
  },
  DaemonSet: async () => {
    const path = join(folder, 'Dockerfile');
    writeFileSync(path, 'FROM registry.example/web:1.27\nEXPOSE 8080\nUSER 65532\n');
    const image = await kernel.invokeStatic('cdk8s-hardened.DockerfileImage', 'fromFile', path);
    return { containers, containerSettings: { main: { dockerfile: image } } };
  },
  Job: async () => ({ containers, ...await run() }),
  CronJob: async () => ({ containers, schedule: await kernel.invokeStatic('cdk8s.Cron', 'daily'), ...await run() }),
};

async function run() {
  const ignore = { '$jsii.enum': 'cdk8s-hardened.PodFailureAction/IGNORE' };
  return { completions: 2, podFailurePolicy: [await kernel.invokeStatic('cdk8s-hardened.PodFailureRule', 'onDisruption', ignore)] };
}

/** What must be in the YAML beside the marks of hardening. */
const additions: Record<string, object> = {
  Deployment: {
    template: expect.objectContaining({
      spec: expect.objectContaining({
        containers: [expect.objectContaining({ env: expect.arrayContaining([{ name: 'CACHE', value: '/cache' }, { name: 'HOME', value: '/tmp' }]) })],
      }),
    }),
  },
  DaemonSet: {
    template: expect.objectContaining({
      spec: expect.objectContaining({
        containers: [expect.objectContaining({ securityContext: expect.objectContaining({ runAsUser: 65532 }) })],
      }),
    }),
  },
  StatefulSet: { volumeClaimTemplates: [expect.objectContaining({ metadata: { name: 'data' } })] },
  Job: { completions: 2, podFailurePolicy: { rules: [expect.objectContaining({ action: 'Ignore' })] } },
};
additions.CronJob = { jobTemplate: { spec: expect.objectContaining(additions.Job) } };

describe.each(Object.keys(kinds))('Hardened%s in the jsii kernel', kind => {
  it.each(Object.keys(exits))('is hardened in output %s', async exit => {
    const app = await kernel.create('cdk8s.App', { outdir: mkdtempSync(join(folder, 'out-')) });
    const chart = await kernel.create('cdk8s.Chart', app, 'chart');
    const workload = await kernel.create(`cdk8s-hardened.Hardened${kind}`, chart, 'workload', await kinds[kind]());

    const manifests = (await exits[exit](app, chart, workload) as any[]).filter(manifest => manifest.kind !== 'Service');

    expect(manifests).toEqual([expect.objectContaining({ kind, spec: expect.objectContaining(additions[kind] ?? {}) })]);
    manifests.forEach(expectHardened);
  });
});

const profile = { '$jsii.enum': 'cdk8s-hardened.HardeningProfile/HARDENED' };

/** Ways to harden a Deployment of cdk8s-plus-28 that is no hardened kind. */
const hardenings: Record<string, (chart: Ref, workload: Ref) => Promise<unknown>> = {
  'Hardening.apply': async (chart) => {
    const hardening = await kernel.invokeStatic('cdk8s-hardened.Hardening', 'of', chart);
    const runAs = await kernel.invokeStatic('cdk8s-hardened.RunAs', 'user', 65532);
    const match = { kind: 'Deployment', labels: undefined, image: 'registry.example/web' };
    return kernel.invoke(hardening, 'apply', { profile, keep: ['image-tag'], workloads: [{ match, runAs }] });
  },
  'HardeningMixin': async (_, workload) => kernel.invoke(workload, 'with', await kernel.create('cdk8s-hardened.HardeningMixin', { profile })),
};

describe.each(Object.keys(hardenings))('%s through the jsii kernel', hardening => {
  it.each(Object.keys(exits))('hardens what leaves through %s, and reports it', async exit => {
    const app = await kernel.create('cdk8s.App', { outdir: mkdtempSync(join(folder, 'out-')) });
    const chart = await kernel.create('cdk8s.Chart', app, 'chart');
    const workload = await kernel.create('cdk8s-plus-28.Deployment', chart, 'workload', { containers });
    await hardenings[hardening](chart, workload);

    const manifests = await exits[exit](app, chart, workload) as any[];
    const report = await kernel.invoke(await kernel.invokeStatic('cdk8s-hardened.Hardening', 'of', chart), 'report', {});

    expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment']);
    manifests.forEach(expectHardened);
    const changes = [];
    for (const change of await kernel.get(report, 'changes')) {
      changes.push([await kernel.get(change, 'pointer'), await kernel.get(change, 'before'), await kernel.get(change, 'after')]);
    }
    expect(changes).toContainEqual(['/spec/template/spec/securityContext/fsGroupChangePolicy', 'Always', 'OnRootMismatch']);
  });
});

describe('network isolation through the jsii kernel', () => {
  it('writes our policies, by the prop, by connections, and for a namespace', async () => {
    const app = await kernel.create('cdk8s.App', { outdir: mkdtempSync(join(folder, 'out-')) });
    const chart = await kernel.create('cdk8s.Chart', app, 'chart', { namespace: 'shop' });
    await kernel.create('cdk8s-hardened.HardenedNamespace', chart, 'namespace', {});
    const internet = await kernel.invokeStatic('cdk8s-hardened.NetworkPeer', 'internet', {});
    const api = await kernel.create('cdk8s-hardened.HardenedDeployment', chart, 'api', { containers, allowTo: [internet] });
    const web = await kernel.create('cdk8s-hardened.HardenedDeployment', chart, 'web', { containers });
    const connections = await kernel.get(web, 'connections');
    await kernel.invoke(connections, 'isolate');
    await kernel.invoke(connections, 'allowTo', api);

    const policies = (await exits['App.synthYaml'](app, chart, web) as any[]).filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec);

    // Of the namespace and of both workloads, each with rules for DNS; and one at each end of the connection.
    const rules = (key: string) => policies.map((spec) => spec[key]?.length ?? 0);
    expect([rules('egress'), rules('ingress')]).toEqual([[2, 3, 2, 1, 0], [0, 1, 1, 0, 1]]);
  });

  it('refuses to open all ports', async () => {
    const app = await kernel.create('cdk8s.App', { outdir: folder });
    const chart = await kernel.create('cdk8s.Chart', app, 'chart');
    const web = await kernel.create('cdk8s-hardened.HardenedDeployment', chart, 'web', { containers: [{ image: 'registry.example/web:1.27' }] });
    const connections = await kernel.get(web, 'connections');
    await expect(kernel.invoke(connections, 'allowFrom', web)).rejects.toThrow('has no container with a port yet');
  });
});
