import { goodContainer, goodPod } from './support';
import { DEFAULT_POLICY, ScratchPath } from '../../src/controls/policy';
import { isHelper, ownerName, pathsInClaim, scratchOf, seedName } from '../../src/controls/scratch';
import { PodView } from '../../src/manifest/pod';
import { podsOf } from '../../src/manifest/workload';

const DATA: ScratchPath = { path: '/data', sizeLimit: 1, inMemory: false };
const CLAIM: ScratchPath = { ...DATA, claim: { name: 'files' } };

function pod(change: (spec: any) => void = () => {}): PodView {
  return podsOf(goodPod(change))[0];
}

function pathsOf(container: string, scratch: readonly ScratchPath[], inPod = pod()): readonly ScratchPath[] {
  return scratchOf({ ...DEFAULT_POLICY, scratch }, inPod.containers.find(({ name }) => name === container)!);
}

test('at one path, what names the container stands before what is for all, and the later before the earlier', () => {
  const [own, later] = [{ ...DATA, container: 'main', sizeLimit: 2 }, { ...DATA, sizeLimit: 3 }];
  expect(pathsOf('main', [DATA, own, later])).toEqual([own]);
  expect(pathsOf('main', [own, DATA, later])).toEqual([own]);
  expect(pathsOf('main', [DATA, later])).toEqual([later]);
  expect(pathsOf('setup', [DATA, own, later])).toEqual([later]);
});

test.each<[string, Partial<ScratchPath>]>([
  ['a claim', { claim: { name: 'files' } }],
  ['a seed', { seed: { replaces: false } }],
])('a path with %s that names no container is for the pod\'s only one', (_, fields) => {
  const path = { ...DATA, ...fields };
  expect(pathsOf('main', [path])).toEqual([path]);
  expect(pathsOf('setup', [path])).toEqual([]);
  expect(pathsOf('main', [path], pod((spec) => spec.containers.push(goodContainer('side'))))).toEqual([]);
});

test('a helper is known by what it helps', () => {
  const helpers = pod((spec) => {
    spec.volumes.push({ name: 'files', persistentVolumeClaim: { claimName: 'files' } });
    spec.initContainers = [seedName('main'), seedName('other'), ownerName('files'), ownerName('other'), 'writable-owner'].map(goodContainer);
  });
  expect(helpers.containers.filter(isHelper).map(({ name }) => name)).toEqual([seedName('main'), ownerName('files')]);
});

test.each<[unknown, readonly ScratchPath[]]>([
  [{ persistentVolumeClaim: { claimName: 'files' } }, [CLAIM]],
  [{ persistentVolumeClaim: { claimName: 'other' } }, []],
  [{ emptyDir: {} }, []],
  [{ persistentVolumeClaim: {} }, []],
  ['text', []],
])('in the volume %j lie the paths %j', (volume, paths) => {
  expect(pathsInClaim({ ...DEFAULT_POLICY, scratch: [DATA, CLAIM] }, volume)).toEqual(paths);
});
