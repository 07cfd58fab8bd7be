import { PodView } from '../../../src/formats/manifest/pod';
import { podsOf } from '../../../src/formats/manifest/workload';
import { isHelper, ownerName, pathsInClaim, pathsOf, seedName } from '../../../src/knowledge/writable-paths/container-paths';
import { DeclaredPath } from '../../../src/knowledge/writable-paths/declared-path';
import { goodContainer, goodPod } from '../../policy/controls/support';

const DATA: DeclaredPath = { kind: 'emptyDir', path: '/data', sizeLimit: 1, inMemory: false };
const CLAIM: DeclaredPath = { kind: 'persistentVolumeClaim', path: '/data', claim: { name: 'files' } };

function pod(change: (spec: any) => void = () => {}): PodView {
  return podsOf(goodPod(change))[0];
}

function pathsIn(container: string, writablePaths: readonly DeclaredPath[], inPod = pod()): readonly DeclaredPath[] {
  return pathsOf({ writablePaths }, inPod.containers.find(({ name }) => name === container)!);
}

test('a path of the container overrides one of the pod, and a later path an earlier one', () => {
  const [own, later] = [{ ...DATA, container: 'main', sizeLimit: 2 }, { ...DATA, sizeLimit: 3 }];
  expect(pathsIn('main', [DATA, own, later])).toEqual([own]);
  expect(pathsIn('main', [own, DATA, later])).toEqual([own]);
  expect(pathsIn('main', [DATA, later])).toEqual([later]);
  expect(pathsIn('setup', [DATA, own, later])).toEqual([later]);
});

test.each<[string, DeclaredPath]>([
  ['a PVC', CLAIM],
  ['a seed', { ...DATA, seed: { replaces: false } }],
])('a path with %s that names no container belongs to the only container', (_, path) => {
  expect(pathsIn('main', [path])).toEqual([path]);
  expect(pathsIn('setup', [path])).toEqual([]);
  expect(pathsIn('main', [path], pod((spec) => spec.containers.push(goodContainer('side'))))).toEqual([]);
});

test('a helper container has the paths of its container', () => {
  const helpers = pod((spec) => {
    spec.volumes.push({ name: 'files', persistentVolumeClaim: { claimName: 'files' } });
    spec.initContainers = [seedName('main'), seedName('other'), ownerName('files'), ownerName('other'), 'writable-owner'].map(goodContainer);
  });
  expect(helpers.containers.filter(isHelper).map(({ name }) => name)).toEqual([seedName('main'), ownerName('files')]);
});

test.each<[unknown, readonly DeclaredPath[]]>([
  [{ persistentVolumeClaim: { claimName: 'files' } }, [CLAIM]],
  [{ persistentVolumeClaim: { claimName: 'other' } }, []],
  [{ emptyDir: {} }, []],
  [{ persistentVolumeClaim: {} }, []],
  ['text', []],
])('the volume %j contains the paths %j', (volume, paths) => {
  expect(pathsInClaim({ writablePaths: [DATA, CLAIM] }, volume)).toEqual(paths);
});
