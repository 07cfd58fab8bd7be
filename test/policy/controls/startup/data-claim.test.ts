import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { remedyInCodeOf } from '../../../../src/policy/controls/remedy-in-code';
import { dataClaim } from '../../../../src/policy/controls/startup/data-claim';
import { harden } from '../../../../src/policy/engine/harden';
import { APP, APP_SOURCE, directoryOf, lockWith } from '../../../knowledge/image-lock/support';
import { found, goodPod, violations } from '../support';

const workload = (container: object, spec: object = {}, kind = 'Deployment', group = 'apps') => ({
  apiVersion: `${group}/v1`,
  kind,
  metadata: { name: 'db' },
  spec: { template: { spec: { containers: [{ name: 'main', image: 'mongo:8.0', ...container }], ...spec } } },
});
const mounting = (volume: object, mountPath = '/data/db') => [{ volumeMounts: [{ name: 'v', mountPath }] }, { volumes: [{ name: 'v', ...volume }] }] as const;
const FIELD = 'spec.template.spec.containers[0].volumeMounts';

test.each<[string, any]>([
  ['no volume', workload({})],
  ['no volume in a StatefulSet', workload({}, {}, 'StatefulSet')],
  ['the emptyDir that hardening filled in', workload({ volumeMounts: [{ name: 'scratch-main--data-db', mountPath: '/data/db' }] }, { volumes: [{ name: 'scratch-main--data-db', emptyDir: { sizeLimit: '1Gi' } }] })],
  ['volumes for what is temporary alone', workload(...mounting({ emptyDir: {} }, '/tmp'))],
  ['a read-only volume elsewhere', workload(...mounting({ configMap: { name: 'c' } }, '/etc/mongo'))],
  ['another image with data, below another directory', workload({ image: 'elasticsearch:9.1.3' })],
])('reports %s, as a warning, because the plain object would lose the same data', (_, manifest) => {
  expect(found(dataClaim, manifest)).toEqual([FIELD]);
  expect(violations(dataClaim, manifest)[0].risk ?? dataClaim.risk).toBe('low');
});

test.each<[string, any]>([
  ['a PersistentVolumeClaim', workload(...mounting({ persistentVolumeClaim: { claimName: 'c' } }))],
  ['a claim template', workload({ volumeMounts: [{ name: 'data', mountPath: '/data/db' }] }, {}, 'StatefulSet')],
  ['a volume above', workload(...mounting({ persistentVolumeClaim: { claimName: 'c' } }, '/data'))],
  ['an emptyDir of the author\'s own', workload(...mounting({ emptyDir: {} }))],
  ['a volume elsewhere: arguments may name it', workload(...mounting({ emptyDir: {} }, '/srv/db'))],
  ['a command of its own', workload({ command: ['mongodump'] })],
  ['a Job', workload({}, {}, 'Job', 'batch')],
  ['an image without data', workload({ image: 'memcached:1.6' })],
  ['an image that no one knows', workload({ image: 'registry.example/app:1' })],
  ['arguments with which Redis keeps nothing', workload({ image: 'redis:8', args: ['--save', '', '--appendonly', 'no'] })],
  ['the same in quotes', workload({ image: 'valkey/valkey:9', args: ['valkey-server', '--save', '""'] })],
])('accepts %s', (_, manifest) => expect(found(dataClaim, manifest)).toEqual([]));

test('Redis with other arguments keeps its data', () => {
  expect(found(dataClaim, workload({ image: 'redis:8', args: ['--save', '60 1'] }))).toEqual([FIELD]);
});

test('init containers are not checked', () => {
  const pod = goodPod((spec) => { spec.initContainers = [{ name: 'main', image: 'mongo:8.0' }]; });
  expect(found(dataClaim, pod)).toEqual([]);
});

test('images that do not count are not checked', () => expect(found(dataClaim, workload({}), undefined, { choices: { imageFacts: 'off' } })).toEqual([]));

test('what was declared as a writable path is a choice, and what an image got filled in is none', () => {
  const writablePaths = [{ kind: 'emptyDir' as const, path: '/data/db', sizeLimit: 2 ** 30, inMemory: false, container: 'main' }];
  const context = amended(DEFAULT_CONTEXT, { choices: { writablePaths } });
  const { manifest } = harden(workload({}), context);
  expect(found(dataClaim, manifest, undefined, context)).toEqual([]);
  const knownImages = { main: { name: 'mongo', source: '', isNonRoot: false, ports: [], variables: [], paths: ['/data/db'] } };
  expect(found(dataClaim, manifest, undefined, { ...context, notes: { knownImages } })).toEqual([FIELD]);
});

test('the fix of a StatefulSet is a claim template, in YAML and in code', () => {
  const [violation] = violations(dataClaim, workload({}, {}, 'StatefulSet'));
  expect(violation).toMatchObject({
    allowKey: '/data/db',
    detail: 'mongo 8.0 stores its data in /data/db, which is not on a persistent volume',
    remedy: 'write `volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } } }]`, '
      + 'and `volumeMounts: [{ name: data, mountPath: /data/db }]` for the container; waive this for data that you can lose',
  });
  expect(remedyInCodeOf(violation.remedyInCode, 'hardened')).toContain('set `volumeClaimTemplates: [{ name: \'data\', size: Size.gibibytes(10), mounts: [{ path: \'/data/db\' }] }]` of a HardenedStatefulSet');
});

test('the fix of another workload is a PersistentVolumeClaim', () => {
  expect(violations(dataClaim, workload({}))[0].remedy).toContain('a volume `{ name: data, persistentVolumeClaim: { claimName: data } }` with its PersistentVolumeClaim');
});

test('several directories share a volume', () => {
  const [{ allowKey, remedy, remedyInCode }] = violations(dataClaim, workload({ image: 'gitlab/gitlab-ce:18.5.1-ce.0' }));
  expect(allowKey).toBe('/etc/gitlab, /var/opt/gitlab');
  expect(remedy).toContain('[{ name: data, mountPath: /etc/gitlab, subPath: etc-gitlab }, { name: data, mountPath: /var/opt/gitlab, subPath: var-opt-gitlab }]');
  expect(remedyInCodeOf(remedyInCode, 'plain')).toContain('mount `Volume.fromPersistentVolumeClaim` at /etc/gitlab and /var/opt/gitlab');
});

test.each(['Deployment', 'StatefulSet'])('data that only a lock file has is a note in a %s: nobody said that it must be kept', (kind) => {
  const lock = lockWith({ uid: 1000, gid: 1000, shells: ['/bin/sh'], directories: [directoryOf('/data', ['user'], 'files', { isData: true })] });
  const volume = [{ volumeMounts: [{ name: 'scratch-main--data', mountPath: '/data' }] }, { volumes: [{ name: 'scratch-main--data', emptyDir: { sizeLimit: '1Gi' } }] }] as const;
  for (const manifest of [workload({ image: APP }, {}, kind), workload({ ...volume[0], image: APP }, volume[1], kind)]) {
    expect(violations(dataClaim, manifest, undefined, { choices: { imageLock: { lock } } })).toMatchObject([{
      detail: `${APP} (${APP_SOURCE}) has files in /data, and changes to them are not on a persistent volume`,
    }]);
  }
});
