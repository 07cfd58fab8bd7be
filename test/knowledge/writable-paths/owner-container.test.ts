import { podsOf } from '../../../src/formats/manifest/workload';
import { PersistentPath } from '../../../src/knowledge/writable-paths/declared-path';
import { OWNER_SCRIPT, ownerContainer } from '../../../src/knowledge/writable-paths/owner-container';
import { goodPod } from '../../policy/controls/support';

const DATA: PersistentPath = { kind: 'persistentVolumeClaim', path: '/data', claim: { name: 'claim', ownership: {} } };

function ownerIn(change: (container: any, spec: any) => void, writablePaths: PersistentPath = DATA) {
  const pod = goodPod((spec) => {
    spec.containers[0].volumeMounts.push({ name: 'volume', mountPath: '/data', subPath: 'sub' });
    change(spec.containers[0], spec);
  });
  return ownerContainer(podsOf(pod)[0].containers.find(({ name }) => name === 'main')!, writablePaths);
}

test('runs as root with two capabilities, and mounts only the PVC', () => {
  expect(ownerIn((container) => Object.assign(container, { image: 'app:1', resources: { limits: { cpu: '1' }, requests: null, claims: [] } }))).toEqual({
    args: ['65532:65532', '/cdk8s-hardened/claim'],
    command: ['sh', '-c', OWNER_SCRIPT, 'own'],
    image: 'app:1',
    imagePullPolicy: 'Always',
    name: 'writable-owner-claim',
    resources: { limits: { cpu: '1' } },
    securityContext: { capabilities: { add: ['CHOWN', 'DAC_OVERRIDE'], drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: false, runAsUser: 0 },
    volumeMounts: [{ mountPath: '/cdk8s-hardened/claim', name: 'volume', subPath: 'sub' }],
    workingDir: '/',
  });
});

test.each<[string, (container: any, spec: any) => void, string]>([
  ['the container\'s user, and the pod\'s fsGroup', (container) => Object.assign(container.securityContext, { runAsUser: 1, runAsGroup: 2 }), '1:65532'],
  ['the container\'s group, if the pod has no fsGroup', (container, spec) => {
    delete spec.securityContext.fsGroup;
    container.securityContext.runAsGroup = 2;
  }, '65532:2'],
  ['only the user, if there is no group', (_, spec) => {
    delete spec.securityContext.fsGroup;
    delete spec.securityContext.runAsGroup;
  }, '65532'],
  ['root', (container) => { container.securityContext.runAsUser = 0; }, '0:65532'],
])('the owner is %s', (_, change, owner) => expect((ownerIn(change)!.args as string[])[0]).toBe(owner));

test('its own image does not have the pull policy of the container', () => {
  const made = ownerIn(() => {}, { ...DATA, claim: { name: 'claim', ownership: { image: 'busybox:1' } } });
  expect(made).toMatchObject({ image: 'busybox:1' });
  expect(made).not.toHaveProperty('imagePullPolicy');
  expect(ownerIn((container) => { container.imagePullPolicy = null; })).not.toHaveProperty('imagePullPolicy');
});

test('mounts the root of a seeded PVC, where the seed is copied', () => {
  expect(ownerIn(() => {}, { ...DATA, seed: { replaces: false } })!.volumeMounts).toEqual([{ mountPath: '/cdk8s-hardened/claim', name: 'volume' }]);
});

test.each<[string, (container: any, spec: any) => void, PersistentPath]>([
  ['the user is unknown', (_, spec) => { spec.securityContext.runAsUser = '7'; }, DATA],
  ['the path is not mounted', (container) => { container.volumeMounts = []; }, DATA],
  ['there is no image', (container) => { container.image = 7; }, DATA],
])('is not created if %s', (_, change, writablePaths) => expect(ownerIn(change, writablePaths)).toBeUndefined());
