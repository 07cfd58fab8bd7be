import { App, Chart } from 'cdk8s';
import { PersistentVolumeClaim } from 'cdk8s-plus-28';
import { parse, stringify } from 'yaml';
import { failedPod, propsIn } from './support';
import { HardenedDeployment } from '../../../src';
import { examine } from '../../../src/tasks/doctor/examine';
import { run, workspaces } from '../../commands/cli/support';

// What doctor prints is used as it stands: the props in a hardened workload, and the lines of the settings file with `harden`.

const workspace = workspaces();
const IMAGE = 'registry.example.com/shop/web:1.4.2';

function fixOf(log: string, more = {}) {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log, more)]);
  return cause.fix(found);
}

/** The spec of the pod of a hardened Deployment with these props. */
function podWith(props: string, image = IMAGE): any {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const claim = PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data');
  new HardenedDeployment(chart, 'web', { containers: [{ name: 'main', image }], ...propsIn(props, { claim }) });
  return chart.toJson().find(({ kind }) => kind === 'Deployment').spec.template.spec;
}

const mountOf = (spec: any, path: string) => spec.containers[0].volumeMounts.find(({ mountPath }: any) => mountPath === path);

test.each([
  ['an empty directory', 'mkdir: cannot create directory \'/var/cache/web\': Read-only file system', (spec: any) => expect(mountOf(spec, '/var/cache/web')).toBeDefined()],
  ['a directory of the image', "can't create /opt/web/conf/a.xml: Read-only file system", (spec: any) => {
    expect(mountOf(spec, '/opt/web/conf')).toBeDefined();
    expect(spec.initContainers[0].name).toBe('writable-seed-main');
  }],
  ['.NET', 'Failed to create CoreCLR, HRESULT: 0x8007000E', (spec: any) => expect(spec.containers[0].env).toContainEqual({ name: 'DOTNET_EnableDiagnostics', value: '0' })],
  ['a home directory', "EROFS: read-only file system, mkdir '/.cache'", (spec: any) => expect(spec.containers[0].env).toContainEqual({ name: 'HOME', value: '/tmp' })],
  ['PostgreSQL', 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
    (spec: any) => expect(spec.containers[0].env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' })],
  ['a token', 'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
    (spec: any) => expect(mountOf(spec, '/var/run/secrets/kubernetes.io/serviceaccount')).toBeDefined()],
  ['a user namespace', 'This program must be run as root', (spec: any) => expect(spec.hostUsers).toBe(false)],
  ['a full volume', 'write /cache/x: No space left on device', (spec: any) => expect(JSON.stringify(spec.volumes)).toContain('2Gi')],
])('the props for %s work', (_name, log, check) => {
  check(podWith(fixOf(log).typescript!));
});

test('the props for a claim give it to the group of the pod', () => {
  const more = { spec: { containers: [{ name: 'main', volumeMounts: [{ name: 'v', mountPath: '/data' }] }], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] } };
  const spec = podWith(fixOf("can't create /data/x: Permission denied", more).typescript!);
  expect(mountOf(spec, '/data')).toBeDefined();
  expect(spec.securityContext.fsGroup).toBe(65532);
});

test.each([
  ['a directory of the image', failedPod("can't create /opt/web/conf/a.xml: Read-only file system")],
  ['a hidden program', (() => {
    const pod = failedPod('', { container: { volumeMounts: [{ name: 'v', mountPath: '/opt' }] } }) as any;
    pod.status.containerStatuses[0].lastState.terminated = { exitCode: 128, reason: 'StartError', message: 'exec: "/opt/app": stat /opt/app: no such file or directory' };
    return pod;
  })()],
])('the init container in the YAML for %s is one that Pod Security admits', (_name, pod) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([pod]);
  expect(parse(cause.fix(found).yaml!).initContainers[0].securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
});

describe('with the lines for the settings file, harden', () => {
  const manifest = (image: string) => stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image }] } } },
  });

  async function hardened(pod: object, image = IMAGE): Promise<string> {
    const { folder } = workspace();
    const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(pod) });
    const lines = /in cdk8s-hardened\.yaml:\n((?: {6}.*\n)+)/.exec(stdout)![1];
    workspace().write({ 'cdk8s-hardened.yaml': lines.replace(/^ {6}/gm, ''), 'web.yaml': manifest(image) });
    const { stdout: yaml, status } = await run(['harden', 'web.yaml', '--config', 'cdk8s-hardened.yaml'], { cwd: folder });
    expect(status).toBe(0);
    return yaml;
  }

  test('mounts what the program writes', async () => {
    expect(await hardened(failedPod("can't create /var/cache/web/a: Read-only file system"))).toContain('mountPath: /var/cache/web');
  });

  test('copies what the image has there', async () => {
    const yaml = await hardened(failedPod("can't create /opt/web/conf/a.xml: Read-only file system"));
    expect(yaml).toContain('mountPath: /opt/web/conf');
    expect(yaml).toContain('name: writable-seed-main');
  });

  test('sets the variable', async () => {
    expect(await hardened(failedPod("EROFS: read-only file system, mkdir '/.cache'"))).toMatch(/- name: HOME\n\s+value: \/tmp/);
  });

  test('sets the known user of the image', async () => {
    const refused = failedPod('', { container: { image: 'postgres:17' } }) as any;
    refused.status.containerStatuses[0] = { name: 'main', image: 'postgres:17', ready: false, restartCount: 0, state: { waiting: { reason: 'CreateContainerConfigError', message: 'container has runAsNonRoot and image will run as root' } } };
    expect(await hardened(refused, 'postgres:17')).toContain('runAsUser: 999');
  });

  test('sets what Pod Security requires', async () => {
    const refused = { kind: 'ReplicaSet', metadata: { name: 'web-5d8f7c6b9d', namespace: 'shop', ownerReferences: [{ kind: 'Deployment', name: 'web' }] }, status: { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'pods "web-x" is forbidden: violates PodSecurity "restricted:latest": unrestricted capabilities (container "main" must set securityContext.capabilities.drop=["ALL"])' }] } };
    expect(await hardened(refused)).toMatch(/drop:\n\s+- ALL/);
  });
});
