import { goodContainer } from './support';
import { podsOf } from '../../../src/formats/manifest/workload';
import { amended, EvaluationContext, ContextParts, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { keptImages, lockedBy, unlockedImages, withDigest } from '../../../src/policy/controls/locked-images';
import { DIGEST, lockOf, OTHER } from '../../knowledge/image-lock/support';

const LOCKED: EvaluationContext = amended(DEFAULT_CONTEXT, { choices: { imageLock: { lock: lockOf([`nginx:1.29@${DIGEST}`, `app:latest@${DIGEST}`]) } } });

/** The pod of a task of Tekton, which is only a part of one, or a pod of Kubernetes. */
function podOf(isPart: boolean, images: readonly unknown[], reference?: unknown) {
  const containers = images.map((image, index) => ({ ...goodContainer(`c${index}`), image }));
  const volumes = reference === undefined ? [] : [{ name: 'model', image: { reference } }, { name: 'x', emptyDir: {} }];
  return podsOf(isPart
    ? { apiVersion: 'tekton.dev/v1', kind: 'Task', spec: { steps: containers } }
    : { apiVersion: 'v1', kind: 'Pod', spec: { containers, volumes } })[0];
}

test.each([
  ['app', `app:latest@${DIGEST}`],
  [`app@sha256:${OTHER}`, `app:latest@${DIGEST}`],
  ['nginx:1.29', `nginx:1.29@${DIGEST}`],
  [`nginx:1.29@sha256:${OTHER}`, `nginx:1.29@${DIGEST}`],
  ['registry.example:5000/app', `registry.example:5000/app:latest@${DIGEST}`],
])('%s has the digest of its entry as %s', (image, expected) => {
  expect(withDigest(image, { name: 'x', digest: DIGEST, resolved: '2026-11-28' })).toBe(expected);
});

test.each<[string, unknown, ContextParts, string | undefined]>([
  ['its name', 'nginx:1.29', { }, DIGEST],
  ['its name at a mirror', 'harbor.example/hub/library/nginx:1.29', { choices: { ownImages: { mirrors: { 'harbor.example/hub': 'docker.io' } } } }, DIGEST],
  ['a name that the file does not have', 'nginx:1.28', { }, undefined],
  ['its name, without a file', 'nginx:1.29', { choices: { imageLock: undefined } }, undefined],
  ['no text', 7, { }, undefined],
])('an image is known by %s', (_, image, context, digest) => {
  expect(lockedBy(amended(LOCKED, context).choices, image)?.digest).toBe(digest);
});

const IMAGES = ['nginx:1.29', 'nginx:1.28', 'app', `other@sha256:${OTHER}`, '${IMAGE}', 7, undefined];

test('the images that nobody locked are those without a digest and an entry, of containers and volumes', () => {
  expect(unlockedImages(podOf(false, IMAGES, 'model:1'), LOCKED.choices)).toEqual(['docker.io/library/nginx:1.28', '${IMAGE}', 'docker.io/library/model:1']);
  expect(unlockedImages(podOf(false, IMAGES, 'nginx:1.29'), LOCKED.choices)).toEqual(['docker.io/library/nginx:1.28', '${IMAGE}']);
  expect(unlockedImages(podOf(false, IMAGES), DEFAULT_CONTEXT.choices)).toEqual([]);
});

test('the images that stay without their digest are those of a part of a pod', () => {
  expect(keptImages(podOf(true, ['nginx:1.29']), LOCKED.choices)).toEqual(['nginx:1.29']);
  for (const image of ['nginx:1.28', `nginx:1.29@sha256:${OTHER}`, 7]) {
    expect(keptImages(podOf(true, [image]), LOCKED.choices)).toEqual([]);
  }
  expect(keptImages(podOf(true, ['nginx:1.29']), DEFAULT_CONTEXT.choices)).toEqual([]);
  expect(keptImages(podOf(false, ['nginx:1.29']), LOCKED.choices)).toEqual([]);
});
