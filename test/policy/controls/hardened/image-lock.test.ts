import { fixed } from './fixed';
import { PLACE, podWith } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { ContainerList, CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { ImageLockSettings } from '../../../../src/knowledge/image-lock/locked-images';
import { amended, ContextParts, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { imageDigest } from '../../../../src/policy/controls/hardened/image-digest';
import { imageLock } from '../../../../src/policy/controls/hardened/image-lock';
import { imagePullPolicy } from '../../../../src/policy/controls/hardened/image-pull-policy';
import { imageVolumes } from '../../../../src/policy/controls/hardened/image-volumes';
import { listOf } from '../../../../src/policy/controls/violations';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { fixesOf } from '../../../../src/policy/engine/fixes';
import { harden, hardenBy } from '../../../../src/policy/engine/harden';
import { profileOf } from '../../../../src/policy/engine/profile';
import { findingText } from '../../../../src/tasks/reports/text';
import { DIGEST, HEX, lockOf, OTHER } from '../../../knowledge/image-lock/support';
import { goodPod } from '../support';

const LOCK: ImageLockSettings = { lock: lockOf([`nginx:1.29@${DIGEST}`, `app:latest@${DIGEST}`]) };
const AGING: ImageLockSettings = { ...LOCK, maxAge: { days: 30, now: new Date('2027-01-31T12:00:00Z') } };

const found = (pod: JsonObject, settings: ImageLockSettings = LOCK) =>
  podsOf(pod).flatMap((each) => listOf(imageLock.checks[0].check(each, amended(DEFAULT_CONTEXT, { choices: { imageLock: settings } }))));

const withVolume = (reference: unknown) => goodPod((spec) => spec.volumes.push({ name: 'model', image: { reference } }));

test('nothing is found without a lock file', () => {
  const pod = podWith({ image: `nginx:1.29@sha256:${OTHER}` });
  expect(podsOf(pod).flatMap((each) => listOf(imageLock.checks[0].check(each, DEFAULT_CONTEXT)))).toEqual([]);
});

test.each(CONTAINER_LISTS)('finds another digest in %s', (list) => {
  const [violation, ...others] = found(podWith({ image: `docker.io/library/nginx:1.29@sha256:${OTHER}` }, list)).filter(({ container }) => container === 'more');
  expect(others).toEqual([]);
  expect(violation.path.join('.')).toBe(`${PLACE[list].replace(/\[(\d)\]/, '.$1')}.image`);
  expect(violation.detail).toBe(`its digest differs from ${DIGEST}, which images.lock.yaml has for docker.io/library/nginx:1.29`);
  expect(violation.remedy).toContain('cdk8s-hardened harden --lock images.lock.yaml');
});

/** Of the container that is added, and of volumes: the file has no entry for the images of a good pod. */
const details = (pod: JsonObject, settings?: ImageLockSettings) =>
  found(pod, settings).filter(({ container }) => container === 'more' || container === undefined).map(({ detail }) => detail);

test('finds an image with a digest that the file does not have', () => {
  const pod = podWith({ image: `nginx:1.28@${DIGEST}` });
  expect(details(pod)).toEqual(['images.lock.yaml has no entry for docker.io/library/nginx:1.28']);
  expect(found(pod).find(({ container }) => container === 'more')?.remedy).toContain('`cdk8s-hardened lock --file images.lock.yaml`');
});

test.each([
  [`nginx@sha256:${OTHER}`, `its digest differs from ${DIGEST}, which images.lock.yaml has for docker.io/library/nginx:1.29`],
  [`docker.io/nginx@sha256:${OTHER}`, `its digest differs from ${DIGEST}, which images.lock.yaml has for docker.io/library/nginx:1.29`],
  [`other@${DIGEST}`, 'images.lock.yaml has no entry for docker.io/library/other'],
])('compares %s, which has no tag, with all tags of its repository', (image, detail) => {
  expect(details(podWith({ image }))).toEqual([detail]);
  expect(details(withVolume(image))).toEqual([detail]);
  expect(found(podWith({ image })).find(({ container }) => container === 'more')?.remedy)
    .toBe('write the tag, too, and run `cdk8s-hardened lock --file images.lock.yaml` with the paths of your manifests');
});

test('compares an image without a tag with that which a mirror holds', () => {
  const context = amended(DEFAULT_CONTEXT, { choices: { imageLock: LOCK, ownImages: { mirrors: { 'registry.example/hub': 'docker.io/library' } } } });
  const of = (digest: string) => podsOf(podWith({ image: `registry.example/hub/nginx@sha256:${digest}` }))
    .flatMap((pod) => listOf(imageLock.checks[0].check(pod, context))).filter(({ container }) => container === 'more');
  expect([of(HEX).length, of(OTHER).length]).toEqual([0, 1]);
});

// Without a digest it is for image-digest.
test.each([`nginx:1.29@${DIGEST}`, 'nginx:1.29', 'nginx:1.28', `nginx@${DIGEST}`, '', undefined, null, 7])('accepts %p', (image) => {
  expect(details(podWith({ image }))).toEqual([]);
});

test('finds an old entry, whether the image is pinned or not', () => {
  const old = 'the entry of docker.io/library/nginx:1.29 in images.lock.yaml was resolved on 2026-11-28, 64 days ago: more than 30';
  expect(details(podWith({ image: `nginx:1.29@${DIGEST}` }), AGING)).toEqual([old]);
  expect(details(podWith({ image: 'nginx:1.29' }), AGING)).toEqual([old]);
  expect(details(podWith({ image: `nginx:1.29@${DIGEST}` }), { ...AGING, maxAge: { ...AGING.maxAge!, days: 64 } })).toEqual([]);
});

test('checks image volumes', () => {
  expect(details(withVolume(`nginx:1.29@sha256:${OTHER}`))).toEqual([expect.stringMatching(/^its digest differs from/)]);
  expect(found(withVolume(`nginx:1.29@sha256:${OTHER}`)).at(-1)!.path).toEqual(['spec', 'volumes', 2, 'image', 'reference']);
});

describe('the fix of image-digest', () => {
  const imageAfter = (image: unknown, list: ContainerList = 'containers') =>
    fixed(imageDigest, podWith({ image }, list), { choices: { imageLock: LOCK } }).spec[list].at(-1).image;

  test.each([
    ['nginx:1.29', `nginx:1.29@${DIGEST}`],
    ['docker.io/nginx:1.29', `docker.io/nginx:1.29@${DIGEST}`],
    ['app', `app:latest@${DIGEST}`],
    [`nginx:1.29@sha256:${OTHER}`, `nginx:1.29@sha256:${OTHER}`],
    ['nginx:1.29@sha256:12', 'nginx:1.29@sha256:12'],
    ['nginx:1.28', 'nginx:1.28'],
    ['', ''],
    [7, 7],
    [null, null],
  ])('makes of %p %p', (before, after) => expect(imageAfter(before)).toBe(after));

  test.each(CONTAINER_LISTS)('is for %s', (list) => expect(imageAfter('nginx:1.29', list)).toBe(`nginx:1.29@${DIGEST}`));

  test('names the image as the mirror of the author', () => {
    const ownImages = { mirrors: { 'harbor.example/hub': 'docker.io' } };
    const pod = fixed(imageDigest, podWith({ image: 'harbor.example/hub/library/nginx:1.29' }), { choices: { imageLock: LOCK, ownImages } });
    expect(pod.spec.containers[1].image).toBe(`harbor.example/hub/library/nginx:1.29@${DIGEST}`);
  });

  test('changes nothing without a lock file', () => {
    const pod = podWith({ image: 'nginx:1.29' });
    expect(fixed(imageDigest, pod)).toEqual(pod);
  });
});

describe('the override of image-lock', () => {
  const overridden = (manifest: any, context: ContextParts = { choices: { imageLock: LOCK } }) => {
    podsOf(manifest).forEach((pod) => imageLock.overrideUnsafe!(pod, amended(DEFAULT_CONTEXT, context)));
    return manifest.spec;
  };

  test.each([
    [`nginx:1.29@sha256:${OTHER}`, `nginx:1.29@${DIGEST}`],
    ['nginx:1.29', 'nginx:1.29'],
    [`nginx:1.28@sha256:${OTHER}`, `nginx:1.28@sha256:${OTHER}`],
    [7, 7],
  ])('makes of %p %p', (image, expected) => expect(overridden(podWith({ image })).containers[1].image).toBe(expected));

  test('is for volumes, too', () => {
    expect(overridden(withVolume(`nginx:1.29@sha256:${OTHER}`)).volumes[2].image.reference).toBe(`nginx:1.29@${DIGEST}`);
  });

  test('changes nothing without a lock file', () => {
    const image = `nginx:1.29@sha256:${OTHER}`;
    expect(overridden(podWith({ image }), { }).containers[1].image).toBe(image);
  });
});

test('the fix of image-volumes pins them', () => {
  expect(fixed(imageVolumes, withVolume('nginx:1.29'), { choices: { imageLock: LOCK } }).spec.volumes[2].image.reference).toBe(`nginx:1.29@${DIGEST}`);
});

test('an image that is pinned gets no pull policy: the digest says what is pulled', () => {
  const bare = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'a', image: 'nginx:1.29' }, { name: 'b', image: 'nginx:1.28' }] } };
  const context = amended(DEFAULT_CONTEXT, { choices: { imageLock: LOCK } });
  const { manifest } = hardenBy(bare, () => ({ context, steps: fixesOf([imagePullPolicy, imageDigest]) }));
  expect((manifest.spec as any).containers.map(({ image, imagePullPolicy: policy }: any) => [image, policy]))
    .toEqual([[`nginx:1.29@${DIGEST}`, undefined], ['nginx:1.28', 'Always']]);
  expect(podsOf(manifest).flatMap((pod) => listOf(imagePullPolicy.checks[0].check(pod, DEFAULT_CONTEXT)))).toEqual([]);
});

test('an init container that copies files of the image has the same digest', () => {
  const { manifest } = harden(
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'a', image: 'nginx:1.29' }] } },
    amended(DEFAULT_CONTEXT, { choices: { imageLock: LOCK, writablePaths: [{ kind: 'emptyDir', path: '/etc/nginx', sizeLimit: 1e6, inMemory: false, seed: { replaces: false } }] } }),
  );
  const { initContainers, containers } = manifest.spec as any;
  expect([...initContainers, ...containers].map(({ image }: any) => image)).toEqual([`nginx:1.29@${DIGEST}`, `nginx:1.29@${DIGEST}`]);
});

test('pods for Windows are pinned, and get nothing else', () => {
  const pod = (image: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'w' },
    spec: { os: { name: 'windows' }, containers: [{ name: 'a', image }], volumes: [{ name: 'model', image: { reference: image } }] },
  });
  expect(harden(pod('app'), amended(DEFAULT_CONTEXT, { choices: { imageLock: LOCK } })).manifest).toEqual(pod(`app:latest@${DIGEST}`));
});

test('a finding of image-digest says how the digest comes from the lock', () => {
  const remedies = (image: string) => evaluate(podWith({ image }), profileOf('hardened'), amended(DEFAULT_CONTEXT, { choices: { imageLock: LOCK } }))
    .filter(({ control, container }) => control === imageDigest && container === 'more').map((each) => [findingText(each), each.remedy]);
  expect(remedies('nginx:1.29')).toEqual([[expect.any(String), 'run `cdk8s-hardened harden --lock images.lock.yaml`, which appends the digest']]);
  expect(remedies('nginx:1.28')).toEqual([[
    'image-digest: container "more": spec.containers[1].image is "nginx:1.28"',
    'run `cdk8s-hardened lock --file images.lock.yaml` with the paths of your manifests: the file has no entry for docker.io/library/nginx:1.28',
  ]]);
  expect(remedies('${IMAGE}')[0][1]).toBe(imageDigest.remedy);
});

test('finds an entry whose facts are of another digest, since a bot changed it', () => {
  const entry = { name: 'docker.io/library/nginx:1.29', digest: DIGEST, resolved: '2026-11-28' };
  const facts = { digest: `sha256:${OTHER}`, read: 'files', platforms: [{ platforms: ['linux/amd64'], uid: 0 }] } as const;
  const settings = (more: object): ImageLockSettings => ({ lock: { file: 'images.lock.yaml', images: new Map([[entry.name, { ...entry, ...more }]]) } });
  const stale = `the entry of docker.io/library/nginx:1.29 in images.lock.yaml has facts about another digest, which are ignored: sha256:${OTHER}`;
  for (const image of ['nginx:1.29', `nginx:1.29@${DIGEST}`, `nginx@${DIGEST}`]) {
    expect(details(podWith({ image }), settings({ staleFacts: facts }))).toEqual([stale]);
    expect(details(podWith({ image }), settings({ facts: { ...facts, digest: DIGEST } }))).toEqual([]);
  }
  expect(found(podWith({ image: 'nginx:1.29' }), settings({ staleFacts: facts })).find(({ container }) => container === 'more')?.remedy)
    .toBe('run `cdk8s-hardened lock --file images.lock.yaml` with the paths of your manifests');
});

test('finds an entry whose observation is of another digest', () => {
  const observation = { digest: `sha256:${OTHER}`, date: '2026-11-29', uid: 1000, gid: 1000, writablePaths: [] };
  const entry = { name: 'docker.io/library/nginx:1.29', digest: DIGEST, resolved: '2026-11-28', staleObservation: observation };
  const lock = { lock: { file: 'images.lock.yaml', images: new Map([[entry.name, entry]]) } };
  expect(details(podWith({ image: 'nginx:1.29' }), lock))
    .toEqual([`the entry of docker.io/library/nginx:1.29 in images.lock.yaml has another digest than its observation, which is ignored: it is of sha256:${OTHER}`]);
  expect(found(podWith({ image: 'nginx:1.29' }), lock).find(({ container }) => container === 'more')?.remedy)
    .toBe('run `cdk8s-hardened suggest-paths docker.io/library/nginx:1.29 --save --lock images.lock.yaml`, or remove the observation');
});
