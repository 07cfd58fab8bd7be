import { Mount } from '../../../src/formats/manifest/mounts';
import { ContainerView } from '../../../src/formats/manifest/pod';
import { podsOf } from '../../../src/formats/manifest/workload';
import { copyArguments, seedContainer, seedImageOf, SeededMount, seededMount, seedsDirectory } from '../../../src/knowledge/writable-paths/seed-container';
import { SEED_SCRIPT } from '../../../src/knowledge/writable-paths/seed-script';
import { goodContainer, goodPod } from '../../policy/controls/support';

const SEED = { replaces: false };
const SRV: SeededMount = { path: '/srv', volume: 'data', subPath: 'srv', seed: SEED };
const OPT: SeededMount = { path: '/opt', volume: 'more', subPath: 'opt', seed: { replaces: true } };
const withImage = (mount: SeededMount, image: string): SeededMount => ({ ...mount, seed: { ...mount.seed, image } });

/** The container `main`, as its author wrote it. */
function target(fields: object = {}): ContainerView {
  const pod = goodPod((spec) => {
    spec.containers[0] = { ...goodContainer('main'), ...fields };
  });
  return podsOf(pod)[0].containers.find(({ name }) => name === 'main')!;
}

test('a mount can be seeded if it is a single directory of a writable volume', () => {
  const mount = (json: object, writable = true) => ({ json: { name: 'data', subPath: 'srv', ...json }, path: '/srv', writable }) as unknown as Mount;
  expect(seededMount(mount({}), SEED)).toEqual(SRV);
  expect(seededMount(mount({ subPath: '...' }), SEED)).toEqual({ ...SRV, subPath: '...' });
  expect(seededMount(mount({ subPathExpr: null }), SEED)).toEqual(SRV);
  for (const subPath of ['', '.', '..', 'a/b', '/a', 'a@b', undefined, 7]) {
    expect(seededMount(mount({ subPath }), SEED)).toBeUndefined();
  }
  expect(seededMount(mount({ name: undefined }), SEED)).toBeUndefined();
  expect(seededMount(mount({ subPathExpr: 'x' }), SEED)).toBeUndefined();
  expect(seededMount(mount({}, false), SEED)).toBeUndefined();
});

test('the arguments of a copy are the source, the target, and whether it replaces', () => {
  expect(copyArguments(SRV, undefined)).toEqual(['/srv', 'data/srv']);
  expect(copyArguments(OPT, undefined)).toEqual(['replace', '/opt', 'more/opt']);
  expect(copyArguments(SRV, 'busybox')).toEqual(['/cdk8s-hardened/image/srv', 'data/srv']);
  expect(copyArguments({ ...SRV, path: '/$(HOME)/$$', subPath: '$a' }, undefined)).toEqual(['/$$(HOME)/$$$$', 'data/$$a']);
});

test.each<[unknown, boolean | undefined]>([
  [['app:1', '/srv', 'data/srv'], true],
  [['app:1', '/opt', 'data/opt', 'replace', '/srv', 'data/srv'], true],
  [['app:1', '/opt', 'data/opt'], false],
  [['app:1', '/srv', 'my-data/srv'], undefined],
  [['app:1', '/srv', 'my-data/', 7, null], undefined],
  [['app:1'], undefined],
  ['data/srv', undefined],
])('with the arguments %j the directory is filled: %p', (args, expected) => {
  const mount = { json: { name: 'data', subPath: 'srv' }, path: '/srv' } as unknown as Mount;
  expect(seedsDirectory(target({ args }), mount)).toBe(expected);
});

test('recognizes a directory name with $ that is escaped', () => {
  const mount = { json: { name: 'data', subPath: '$(A)' }, path: '/srv' } as unknown as Mount;
  expect(seedsDirectory(target({ args: copyArguments({ ...SRV, subPath: '$(A)' }, undefined) }), mount)).toBe(true);
});

test('uses the first image that a path names', () => {
  expect(seedImageOf([])).toBeUndefined();
  expect(seedImageOf([SRV, OPT])).toBeUndefined();
  expect(seedImageOf([SRV, withImage(OPT, 'b'), withImage(SRV, 'c')])).toBe('b');
});

test('the init container has the image, user and resources of the container, and only its volumes', () => {
  const identity = {
    appArmorProfile: { type: 'RuntimeDefault' }, runAsGroup: 1, runAsNonRoot: true, runAsUser: 2, seLinuxOptions: { level: 'x' }, seccompProfile: { type: 'Localhost' },
  };
  const resources = { limits: { cpu: '1' }, requests: { cpu: '1' } };
  const container = target({
    image: 'app:$1',
    securityContext: { ...identity, privileged: true, capabilities: { add: ['X'] } },
    resources: { ...resources, claims: [{}] },
    env: [{ name: 'A', value: 'b' }],
    ports: [{ containerPort: 80 }],
    command: ['x'],
  });
  const made = seedContainer(container, [SRV, OPT, { ...SRV, path: '/srv2', subPath: 'srv2' }]);
  expect(made).toEqual({
    args: ['app:$$1', '/srv', 'data/srv', 'replace', '/opt', 'more/opt', '/srv2', 'data/srv2'],
    command: ['sh', '-c', SEED_SCRIPT, 'seed'],
    image: 'app:$1',
    imagePullPolicy: 'Always',
    name: 'writable-seed-main',
    resources,
    securityContext: identity,
    volumeMounts: ['data', 'more'].map((name) => ({ mountPath: `/cdk8s-hardened/volumes/${name}`, name })),
    workingDir: '/cdk8s-hardened/volumes',
  });
  // Its own: what becomes of the one is nothing to the other.
  expect((made.resources as any).limits).not.toBe((container.json.resources as any).limits);
  expect((made.securityContext as any).seccompProfile).not.toBe((container.securityContext as any).seccompProfile);
});

test('does not set what the container does not set', () => {
  const silent = { imagePullPolicy: undefined, resources: { limits: null }, securityContext: { runAsUser: null } };
  const made = seedContainer(target(silent), [SRV]);
  expect(made).toMatchObject({ resources: {} });
  expect(made.securityContext).toEqual({});
  expect(made).not.toHaveProperty('imagePullPolicy');
});

describe('a seed with its own image', () => {
  const mounts = [withImage(SRV, 'busybox')];

  test('copies from an image volume', () => {
    const container = target();
    const { image } = container.json;
    expect(seedContainer(container, mounts)).toMatchObject({
      args: [image, '/cdk8s-hardened/image/srv', 'data/srv'],
      image: 'busybox',
      volumeMounts: [
        { mountPath: '/cdk8s-hardened/volumes/data', name: 'data' },
        { mountPath: '/cdk8s-hardened/image', name: 'image-main', readOnly: true },
      ],
    });
    expect(seedContainer(container, mounts)).not.toHaveProperty('imagePullPolicy');
    expect(container.pod.volumes.slice(2)).toEqual([{ image: { pullPolicy: 'Always', reference: image }, name: 'image-main' }]);
  });

  test.each<[string, object]>([
    ['another type', { emptyDir: {} }],
    ['another image', { image: { reference: 'other:1', pullPolicy: 'Always' } }],
  ])('does not use a volume of the author with the same name that is %s', (_, volume) => {
    const container = target();
    (container.pod.volumes as object[]).push({ name: 'image-main', ...volume });
    const [, { name }] = seedContainer(container, mounts).volumeMounts as { name: string }[];
    expect(name).toMatch(/^image-main-[0-9a-f]{8}$/);
    expect(container.pod.volumes.slice(3)).toMatchObject([{ name, image: { reference: container.json.image } }]);
    seedContainer(container, mounts);
    expect(container.pod.volumes).toHaveLength(4);
  });

  test('uses a volume of the author that is equal', () => {
    const container = target();
    const { image: reference } = container.json;
    (container.pod.volumes as object[]).push({ name: 'image-main', image: { reference, pullPolicy: 'Never' } });
    expect(seedContainer(container, mounts).volumeMounts).toContainEqual({ mountPath: '/cdk8s-hardened/image', name: 'image-main', readOnly: true });
    expect(container.pod.volumes).toHaveLength(3);
  });

  test('creates the volume if the pod has none, and does not change malformed lists', () => {
    const container = target({ imagePullPolicy: undefined });
    delete container.pod.json.volumes;
    seedContainer(container, mounts);
    expect(container.pod.volumes).toEqual([{ image: { reference: container.json.image }, name: 'image-main' }]);
    container.pod.json.volumes = 'x';
    seedContainer(container, mounts);
    expect(container.pod.json.volumes).toBe('x');
  });
});
