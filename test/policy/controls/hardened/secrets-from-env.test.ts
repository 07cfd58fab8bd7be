import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { fsGroup } from '../../../../src/policy/controls/hardened/fs-group';
import { secretsFromEnv } from '../../../../src/policy/controls/hardened/secrets-from-env';
import { fixesOf } from '../../../../src/policy/engine/fixes';
import { hardenBy } from '../../../../src/policy/engine/harden';
import { KnownImage } from '../../../../src/policy/settings/images';
import { found } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';
import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';

const ENV = [{ name: 'A', value: 'a' }, { name: 'B', valueFrom: { secretKeyRef: { name: 'db', key: 'b' } } }];
const ENV_FROM = [{ configMapRef: { name: 'c' } }, { secretRef: { name: 'db' } }];

test.each(CONTAINER_LISTS)('reports both kinds of references in %s', (list) => {
  expect(found(secretsFromEnv, podWith({ env: ENV, envFrom: ENV_FROM }, list)))
    .toEqual([`${PLACE[list]}.env[1].valueFrom.secretKeyRef`, `${PLACE[list]}.envFrom[1].secretRef`]);
});

test('reports each kind of reference alone, also if it is optional', () => {
  expect(found(secretsFromEnv, podWith({ env: ENV }))).toEqual(['spec.containers[1].env[1].valueFrom.secretKeyRef']);
  expect(found(secretsFromEnv, podWith({ envFrom: [{ secretRef: { name: 'db', optional: true } }] })))
    .toEqual(['spec.containers[1].envFrom[0].secretRef']);
});

test.each([
  [[{ name: 'A', value: 'a' }]],
  [[{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a' } } }]],
  [[{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'p', key: 'a' } } }]],
  [[{ name: 'A', valueFrom: { secretKeyRef: null } }]],
  [[{ name: 'A', valueFrom: 'secretKeyRef' }]],
])('accepts env %j', (env) => expect(found(secretsFromEnv, podWith({ env }))).toEqual([]));

test.each([{ configMapRef: { name: 'c' } }, { secretRef: null }, { secretRef: 'db' }])('accepts envFrom %j', (entry) => {
  expect(found(secretsFromEnv, podWith({ envFrom: [entry] }))).toEqual([]);
});

test('the fix gives the files to the fsGroup that hardening fills in, whatever the order of controls', () => {
  const image: KnownImage = {
    name: 'postgres 17', source: '', isNonRoot: false, paths: [], variables: [], ports: [], fileVariables: { B: 'B_FILE' },
  };
  const context = amended(DEFAULT_CONTEXT, { choices: { secretsAsFiles: true }, notes: { knownImages: { more: image } } });
  const pod: any = podWith({ env: ENV });
  delete pod.spec.securityContext;
  const { manifest }: any = hardenBy(pod, () => ({ context, steps: fixesOf([secretsFromEnv, fsGroup]) }));
  expect(manifest.spec.volumes.at(-1)).toMatchObject({ secret: { secretName: 'db', defaultMode: 0o440 } });
});

test.each(ODD_LISTS)('survives lists of %p', (list) => {
  expect(found(secretsFromEnv, podWith({ env: list, envFrom: list }))).toEqual([]);
});
