import { FILE_CASES } from './volumes-with-files';
import { podsOf } from '../../../src/formats/manifest/workload';
import { hasStorage, needsGroup } from '../../../src/policy/controls/volume-files';

const podOf = (spec: object) => podsOf({ apiVersion: 'v1', kind: 'Pod', spec })[0];
const withVolumes = (volumes: unknown, containers: object[] = [{ name: 'main' }], spec: object = {}) => podOf({ ...spec, containers, volumes });
const CLAIM = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];

test.each(FILE_CASES)('$title has files of its own: $isStorage; a container may need a group for them: $needsGroup', (expected) => {
  const pod = withVolumes([{ name: 'tmp', emptyDir: {} }, { name: 'v', ...expected.volume }]);
  expect([hasStorage(pod), needsGroup(pod)]).toEqual([expected.isStorage, expected.needsGroup]);
});

test.each<[unknown]>([[undefined], [null], ['text'], [{}], [[]], [['text', 7, null]], [[{ name: 'only' }]], [[{ name: 'v', persistentVolumeClaim: null, emptyDir: {} }]]])(
  'volumes of %j have no files', (volumes) => {
    expect([hasStorage(withVolumes(volumes)), needsGroup(withVolumes(volumes))]).toEqual([false, false]);
  });

test('a mode of a wrong type may exclude everyone', () => {
  expect(needsGroup(withVolumes([{ name: 'v', secret: { defaultMode: '0644' } }]))).toBe(true);
});

test('a StatefulSet with claim templates has storage', () => {
  const [pod] = podsOf({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: { template: { spec: { containers: [{ name: 'main' }] } }, volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
  });
  expect([hasStorage(pod), needsGroup(pod)]).toEqual([true, true]);
});

const ROOT = { name: 'root', securityContext: { runAsUser: 0 } };

test.each<[string, object[], object, boolean]>([
  ['one container', [ROOT], {}, false],
  ['all containers, by the pod', [{ name: 'main' }], { securityContext: { runAsUser: 0 } }, false],
  ['one of two containers', [ROOT, { name: 'main' }], {}, true],
  ['the pod, but not its container', [{ name: 'main', securityContext: { runAsUser: 7 } }], { securityContext: { runAsUser: 0 } }, true],
  ['perhaps the image', [{ name: 'main' }], { securityContext: { runAsNonRoot: false } }, true],
])('root needs no group: %s', (_, containers, spec, expected) => expect(needsGroup(withVolumes(CLAIM, containers, spec))).toBe(expected));

test('an init container can be what needs it', () => {
  expect(needsGroup(withVolumes(CLAIM, [ROOT], { initContainers: [{ name: 'setup' }] }))).toBe(true);
});
