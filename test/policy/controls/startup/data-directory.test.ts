import { dataDirectory } from '../../../../src/policy/controls/startup/data-directory';
import { found, goodPod, violations } from '../support';

const CLAIM = { name: 'data', persistentVolumeClaim: { claimName: 'database' } };

function podWith(directory: unknown, change: (spec: any) => void = () => {}, list = 'containers') {
  return goodPod((spec) => {
    spec.ephemeralContainers = [{ name: 'debug', image: 'x' }];
    spec.volumes.push(CLAIM);
    spec[list][0].env = [{ name: 'OTHER', value: '/data' }, { name: 'PGDATA', value: directory }];
    spec[list][0].volumeMounts = [{ mountPath: '/data/', name: 'data' }];
    change(spec);
  });
}

const VALUE = 'spec.containers[0].env[1].value';
const POLICY = 'spec.securityContext.fsGroupChangePolicy';

test.each<[string, unknown, ((spec: any) => void) | undefined, string]>([
  ['the root of a PVC', '/data', undefined, VALUE],
  ['the root of a PVC, denormalized', '//data/x/..', undefined, VALUE],
  ['a subdirectory of a PVC that is mounted at the path', '/data', (spec) => { spec.containers[0].volumeMounts[0].subPath = 'pg'; }, VALUE],
  ['the root of a claim template', '/data', (spec) => spec.volumes.pop(), VALUE],
  ['the root of an emptyDir', '/data', (spec) => { spec.volumes[2] = { name: 'data', emptyDir: {} }; }, VALUE],
  ['Always', '/data/pg', (spec) => { spec.securityContext.fsGroupChangePolicy = 'Always'; }, POLICY],
  ['a missing change policy, which means Always', '/data/pg', (spec) => delete spec.securityContext.fsGroupChangePolicy, POLICY],
  ['Always on a claim template', '/data/pg', (spec) => {
    spec.volumes.pop();
    spec.securityContext.fsGroupChangePolicy = 'Always';
  }, POLICY],
  ['Always for another program in the image postgres', '/data/pg', (spec) => {
    spec.securityContext.fsGroupChangePolicy = 'Always';
    Object.assign(spec.containers[0], { image: 'postgres:17.6', command: ['postgres'] });
  }, POLICY],
  ['Always for a script in the image postgres', '/data/pg', (spec) => {
    spec.securityContext.fsGroupChangePolicy = 'Always';
    Object.assign(spec.containers[0], { image: 'postgres:17.6', args: ['sh'] });
  }, POLICY],
  ['the root of a PVC with the image postgres', '/data', (spec) => { spec.containers[0].image = 'postgres:17.6'; }, VALUE],
])('reports %s', (_, directory, change, path) => {
  expect(found(dataDirectory, podWith(directory, change))).toEqual([path]);
});

test('checks init containers, but not ephemeral ones', () => {
  expect(found(dataDirectory, podWith('/data', undefined, 'initContainers'))).toEqual(['spec.initContainers[0].env[1].value']);
  expect(found(dataDirectory, podWith('/data', undefined, 'ephemeralContainers'))).toEqual([]);
});

test.each<[string, unknown, ((spec: any) => void)?]>([
  ['a directory below the mount', '/data/pg'],
  ['a directory in no mount', '/database'],
  ['a pod without fsGroup', '/data', (spec) => delete spec.securityContext.fsGroup],
  ['a read-only mount', '/data', (spec) => { spec.containers[0].volumeMounts[0].readOnly = true; }],
  ['Always on an ephemeral volume', '/data/pg', (spec) => {
    spec.volumes[2] = { name: 'data', emptyDir: {} };
    spec.securityContext.fsGroupChangePolicy = 'Always';
  }],
  ...[undefined, ['-c', 'max_connections=10'], ['postgres', '-c', 'x=1']].map((args): [string, unknown, (spec: any) => void] => [`Always for the image postgres with ${args}`, '/data/pg', (spec) => {
    spec.securityContext.fsGroupChangePolicy = 'Always';
    Object.assign(spec.containers[0], { image: 'docker.io/postgres:17.6', args });
  }]),
  ['a relative path', 'data'],
  ['a malformed value', 7],
  ['null', null],
  ['a malformed list', '/data', (spec) => { spec.containers[0].env = 'PGDATA'; }],
])('accepts %s', (...[, directory, change]) => {
  expect(found(dataDirectory, podWith(directory, change))).toEqual([]);
});

test('accepts a PVC whose ownership is taken', () => {
  const writablePaths = [{ kind: 'persistentVolumeClaim' as const, path: '/data', claim: { name: 'database', ownership: {} } }];
  expect(found(dataDirectory, podWith('/data'), undefined, { choices: { writablePaths } })).toEqual([]);
});

test('if the directory is below the mount, the remedy is only the change policy', () => {
  const [{ remedy }] = violations(dataDirectory, podWith('/data/pg', (spec) => delete spec.securityContext.fsGroupChangePolicy));
  expect(remedy).toBe('write `fsGroupChangePolicy: OnRootMismatch` for the pod; waive it if the image restricts the mode of the directory at each start');
  expect(violations(dataDirectory, podWith('/data'))[0].remedy).toBeUndefined();
});
