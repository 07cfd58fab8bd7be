import { candidates, hostPlatform } from '../../../../../src/commands/cli/lock/observe/choose';
import { podsOf } from '../../../../../src/formats/manifest/workload';
import { LockedImage } from '../../../../../src/knowledge/image-lock/locked-images';
import { DIGEST, lockWith } from '../../../../knowledge/image-lock/support';

// Which images `lock --observe` runs.

const APP = 'registry.example/app:1';
const HERE = 'linux/amd64';

function chosen(image: string, more: Partial<LockedImage> = {}, platforms = [HERE]) {
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image }] } });
  const { file } = lockWith();
  const facts = { digest: DIGEST, read: 'files' as const, platforms: [{ platforms }] };
  const entry: LockedImage = { name: image, digest: DIGEST, resolved: '2026-11-28', facts, ...more };
  const lock = { file, images: new Map([[image, entry]]) };
  const { chosen: some, foreign } = candidates(new Map([[image, pod.containers[0]]]), lock, undefined, HERE);
  return { chosen: some.map(({ entry: { name } }) => name), foreign };
}

test('one that nobody describes is run', () => expect(chosen(APP)).toEqual({ chosen: [APP], foreign: [] }));
test('an image of a known family is not run', () => expect(chosen('docker.io/library/nginx:1.29')).toEqual({ chosen: [], foreign: [] }));
test('one for another platform is named', () => expect(chosen(APP, {}, ['linux/s390x'])).toEqual({ chosen: [], foreign: [APP] }));
test('one for several platforms is run', () => expect(chosen(APP, {}, ['linux/s390x', HERE]).chosen).toEqual([APP]));

test('one that was run with this content is not', () => {
  const observation = { digest: DIGEST, date: '2026-11-29', uid: 1, gid: 1, writablePaths: [] };
  expect(chosen(APP, { observation })).toEqual({ chosen: [], foreign: [] });
  expect(chosen(APP, { staleObservation: observation }).chosen).toEqual([APP]);
});

test('the platform of this machine is one of images', () => expect(hostPlatform()).toMatch(/^linux\/(?:amd64|arm64|386|[a-z0-9]+)$/));
