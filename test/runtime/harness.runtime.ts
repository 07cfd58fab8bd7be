import { copyFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { run } from './support/command';
import { play } from './support/play';
import { playable } from './support/playable';
import { build, podman } from './support/podman';
import { newFolder } from './support/storage';

const IMAGE = 'localhost/harness:1';

beforeAll(() => {
  const folder = newFolder('harness');
  copyFileSync('/bin/busybox', join(folder, 'busybox'));
  writeFileSync(join(folder, 'Containerfile'), 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\nCOPY busybox /image/disk/file\nCOPY busybox /image/claim/file\nCMD ["busybox", "sleep", "1000"]\n');
  build(folder, IMAGE);
});

const container = (name: string, script?: string) => ({
  name, image: IMAGE, imagePullPolicy: 'Never', ...(script && { command: ['sh', '-c', script] }),
});
const manifest = (kind: string, name: string, spec: object) => stringify({ apiVersion: 'v1', kind, metadata: { name }, spec });

test('a command whose error is over in an instant runs again, and no other one does', () => {
  const folder = newFolder('retry');
  const script = (error: string) => ['-c', `echo >> ${folder}/${error}; echo ${error} >&2; [ $(wc -l < ${folder}/${error}) = 3 ] && echo done`];
  const log = jest.spyOn(console, 'log').mockImplementation();
  expect(run('sh', script('busy'), {}, 'busy')).toBe('done\n');
  expect(() => run('sh', script('broken'), {}, 'busy')).toThrow('exit code 1\nbroken');
  expect(() => run('sh', ['-c', 'echo busy >&2; false'], {}, 'busy')).toThrow('exit code 1\nbusy');
  expect(log).toHaveBeenCalledTimes(4);
  log.mockRestore();
});

test('a pod starts, responds, and is removed afterwards', () => {
  const app = play(manifest('Pod', 'one', { initContainers: [container('before', 'true')], containers: [container('main')] }));
  expect(app.container('main').exec('sh', '-c', 'echo out; echo err >&2; exit 3')).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
  expect(app.container('main').execWith({ input: 'given' }, 'busybox', 'cat').stdout).toBe('given');
  expect(app.container('before').exitCode()).toBe(0);
  expect(app.container('main').isRunning()).toBe(true);
  expect(() => app.container('other')).toThrow('0 containers are called "other"; there are one-before, one-main');
  app.down();
  expect(podman(['ps', '--all', '--quiet'])).toBe('');
});

test('a job runs to completion and reports its exit code', () => {
  const spec = { template: { spec: { restartPolicy: 'Never', containers: [container('main', 'echo done; exit 4')] } } };
  const main = play(manifest('Job', 'once', spec)).container('main');
  expect(main.exitCode()).toBe(4);
  expect(main.logs()).toBe('done\n');
});

test('a container that does not start fails the play and leaves nothing', () => {
  const containers = [container('main'), container('other')];
  const pod = manifest('Pod', 'waits', { initContainers: [container('before', 'true')], containers });
  expect(() => play(pod, { args: ['--start=false'] }))
    .toThrow('podman did not start waits-before, waits-main, waits-other, and did not say so');
  expect(podman(['pod', 'ls', '--format', '{{.Name}}'])).not.toContain('waits');
});

test('a container that died before it started is started again, and nothing else is', () => {
  const failing = (reason: string) => (args: readonly string[]): string => {
    podman([...args.slice(0, -1), '--start=false', args[args.length - 1]]);
    throw new Error(reason);
  };
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  const pod = manifest('Pod', 'again', { initContainers: [container('before', 'true')], containers: [container('main')] });

  const died = 'runc create failed: unable to start container process: waiting for init preliminary setup: read init-p: connection reset by peer';
  const app = play(pod, { run: failing(died) });
  expect(app.container('before').exitCode()).toBe(0);
  expect(app.container('main').isRunning()).toBe(true);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('STARTED AGAIN: runc create failed'));
  app.down();

  expect(() => play(pod, { run: failing('runc create failed: no such file') })).toThrow('no such file');
  jest.restoreAllMocks();
});

test('a failing init container fails the play with its output and leaves nothing', () => {
  const pod = manifest('Pod', 'fails', { initContainers: [container('before', 'echo because; exit 1')], containers: [container('main')] });
  expect(() => play(pod)).toThrow(/exited with code 1[^]*fails-before says: because/);
  expect(podman(['pod', 'ls', '--format', '{{.Name}}'])).not.toContain('fails');
});

test('kinds that podman skips are played as the pods of their controller', () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ ...container('main'), volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } };
  const volumes = () => podman(['volume', 'ls', '--quiet']);
  const before = volumes();
  const claims = [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } } }];
  const app = play(manifest('StatefulSet', 'db', { template, volumeClaimTemplates: claims }));
  expect(app.container('main').name).toBe('db-0-main');
  expect(app.container('main').exec('sh', '-c', 'echo kept > /data/file').code).toBe(0);
  app.down({ keepClaims: true });
  const again = play(manifest('StatefulSet', 'db', { template, volumeClaimTemplates: claims }));
  expect(again.container('main').exec('busybox', 'cat', '/data/file').stdout).toBe('kept\n');
  again.down();
  expect(volumes()).toBe(before);
});

describe('volumes have the owners that a kubelet sets', () => {
  const mounts = ['disk', 'memory', 'claim', 'part', 'secret'].map((name) => ({
    name, mountPath: `/image/${name}`, ...(name === 'part' && { subPath: 'of/it' }),
  }));
  const volumes = [
    { name: 'disk', emptyDir: {} },
    { name: 'memory', emptyDir: { medium: 'Memory' } },
    { name: 'claim', persistentVolumeClaim: { claimName: 'claim' } },
    { name: 'part', emptyDir: {} },
    { name: 'secret', secret: { secretName: 'secret', defaultMode: 0o400 } },
  ];
  const secret = stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'secret' }, stringData: { key: 'value' } });
  const owners = (securityContext: object) => {
    const containers = [1000, 2000].map((runAsUser) => ({ ...container(`user-${runAsUser}`), volumeMounts: mounts, securityContext: { runAsUser } }));
    const app = play(`${secret}---\n${manifest('Pod', 'one', { securityContext, containers, volumes })}`);
    const paths = [...mounts.map(({ mountPath }) => mountPath), '/image/secret/key'];
    const seen = [1000, 2000].map((user) => app.container(`user-${user}`).exec('busybox', 'stat', '-Lc', '%n %a %u:%g', ...paths).stdout);
    expect(app.container('user-1000').exec('busybox', 'ls', '-A', '/image/disk', '/image/claim').stdout).not.toContain('file');
    app.down();
    expect(seen[1]).toBe(seen[0]); // podman gives an empty volume to each container anew
    return seen[0].trim().split('\n').map((line) => line.replace('/image/', ''));
  };

  test('with an fsGroup', () => {
    expect(owners({ fsGroup: 5000 })).toEqual([
      'disk 2777 0:5000', 'memory 3777 0:5000', 'claim 2775 0:5000', 'part 2777 0:5000', 'secret 2755 0:5000', 'secret/key 440 0:5000',
    ]);
  });

  test('without an fsGroup', () => {
    expect(owners({})).toEqual(['disk 777 0:0', 'memory 1777 0:0', 'claim 755 0:0', 'part 777 0:0', 'secret 755 0:0', 'secret/key 400 0:0']);
  });
});

test('YAML is played unchanged if podman runs its kinds', () => {
  const text = `# a comment\n${manifest('Pod', 'one', { containers: [container('main')] })}`;
  expect(playable(text).yaml).toBe(text);
});

test.each([
  ['a kind that podman skips', manifest('Rollout', 'x', { template: { spec: { containers: [container('main')] } } }), 'does not run pods of Rollout'],
  ['no pod at all', manifest('Service', 'x', {}), 'no pod in these manifests'],
  ['a sidecar', manifest('Pod', 'x', { containers: [], initContainers: [{ ...container('side'), restartPolicy: 'Always' }] }), 'sidecar "side"'],
])('%s is an error', (_, yaml, message) => {
  expect(() => playable(yaml)).toThrow(message);
});
