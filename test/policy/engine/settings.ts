import * as fc from 'fast-check';
import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { DeclaredPath, isPersistent } from '../../../src/knowledge/writable-paths/declared-path';
import { subPathName } from '../../../src/knowledge/writable-paths/names';
import { EvaluationContext, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { Choices, EnvironmentVariable, ProjectedToken } from '../../../src/policy/settings/choices';
import { Identity, IdentitySource, NON_ROOT_ID } from '../../../src/policy/settings/identity';
import { IMAGE_FACTS } from '../../../src/policy/settings/image-modes';
import { BuiltImage } from '../../../src/policy/settings/images';
import { PLATFORMS } from '../../../src/policy/settings/target';

// Whatever users can choose for the workloads of ./manifests.ts: every class of src/constructs/options, in every combination that they
// accept.

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Of an image, of nobody else, and of `RunAs.unique`. */
const id = fc.constantFrom(101, 1000, NON_ROOT_ID, 1_900_000_000, 2_099_999_999);
const source = fc.constantFrom<IdentitySource[]>('author', 'image', 'default');
const container = fc.constantFrom('main', 'side', 'init', 'a', 'b');
const image = fc.constantFrom('busybox', `seed@sha256:${'b'.repeat(64)}`);
const version = fc.oneof(fc.constant(LATEST_VERSION), fc.integer({ min: 0, max: LATEST_VERSION }));

const user: fc.Arbitrary<Identity> = fc.tuple(id, id).map(([uid, gid]) => ({ user: uid, group: gid, fsGroup: gid }));
/** `RunAs`, but for root. */
const nonRoot: fc.Arbitrary<Identity> = fc.oneof(
  user,
  fc.constant({ fsGroup: NON_ROOT_ID }), // of the image
  fc.constant({}), // of the platform
);
const root: fc.Arbitrary<Identity> = fc.constantFrom(undefined, ['CHOWN', 'SETUID'])
  .map((capabilities) => ({ user: 0, group: 0, fsGroup: 0, isRoot: true, capabilities }));

const seed = fc.record({ replaces: fc.boolean(), image: maybe(image) });
const claim = fc.record({
  name: fc.constantFrom('data', 'other', 'Not.A.Label'),
  accessModes: maybe(fc.constantFrom(['ReadWriteOnce'], ['ReadWriteMany'])),
  ownership: maybe(fc.record({ image: maybe(image) })),
});

/** `WritablePath.fromEmptyDir`, `fromImage` and `fromPersistentVolumeClaim`. */
const declaredPath: fc.Arbitrary<DeclaredPath> = fc.record({
  path: fc.constantFrom('/var/cache', '/app', '/app/cache', '/app/cache/deep', '/data', '/tmp', '/etc/Odd_Path'),
  inMemory: fc.boolean(),
  isShared: fc.constantFrom(true, undefined),
  container: maybe(container),
  seed: maybe(seed),
  claim: maybe(claim),
  subPath: maybe(fc.constantFrom('sub', 'other')),
}).map(({ claim: given, subPath, isShared, inMemory, ...path }): DeclaredPath => given
  // Two seeds need two directories.
  ? { ...path, kind: 'persistentVolumeClaim', claim: { ...given, subPath: path.seed ? subPathName(path.path) : subPath } }
  : { ...path, kind: 'emptyDir', inMemory, isShared, sizeLimit: 2 ** 20 });

/** The ownership of a PVC is taken once. */
function takenOnce(paths: readonly DeclaredPath[]): readonly DeclaredPath[] {
  return paths.map((path, index) => {
    if (!isPersistent(path)) {
      return path;
    }
    const { claim: own } = path;
    const isTaken = paths.slice(0, index).filter(isPersistent).some(({ claim: other }) => other.ownership && other.name === own.name);
    return isTaken ? { ...path, claim: { ...own, ownership: undefined } } : path;
  });
}

const token: fc.Arbitrary<ProjectedToken> = fc.record({
  audience: fc.constant('vault'),
  expirationSeconds: fc.constant(3600),
  path: fc.constantFrom('/token/file', '/data/token'),
  containers: fc.constantFrom(undefined, ['main']),
});

const variable: fc.Arbitrary<EnvironmentVariable> = fc.record({
  name: fc.constantFrom('HOME', 'TMPDIR', 'PGDATA'),
  value: fc.constantFrom('/tmp', '/data/pg', '/nowhere'),
  container: maybe(container),
});

const builtImage: fc.Arbitrary<BuiltImage> = fc.record({
  source: fc.constant('Dockerfile'),
  container: maybe(container),
  user: maybe(fc.constantFrom(0, 1000)),
  ports: fc.constantFrom([], [{ first: 80, last: 81 }]),
  volumes: fc.constantFrom([], ['/data']),
  ownedPaths: fc.constantFrom([], ['/app', '/app/cache']),
  emptyPaths: fc.constantFrom([], ['/app/cache']),
  copiedPaths: fc.constantFrom([], ['/app', '/data']),
});

const target = fc.record({ kubernetesVersion: version, platform: fc.oneof(fc.constant(PLATFORMS[0]), fc.constantFrom(...PLATFORMS)) });

const choices: fc.Arbitrary<Choices> = fc.record({
  identity: fc.oneof({ weight: 4, arbitrary: nonRoot }, { weight: 1, arbitrary: root }),
  containerIdentities: fc.dictionary(container, user, { maxKeys: 2 }),
  identitySources: fc.record({ pod: source, containers: fc.dictionary(container, source, { maxKeys: 2 }) }),
  supplementalGroups: fc.constantFrom([], [2000, 3000]),
  supplementalGroupsPolicy: fc.constantFrom(undefined, 'Strict'),
  userNamespace: fc.boolean(),
  appArmor: fc.constantFrom<Choices['appArmor'][]>(undefined, { type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'p' }),
  token: maybe(token),
  writablePaths: fc.array(declaredPath, { maxLength: 3 }).map((own) => [...DEFAULT_CONTEXT.choices.writablePaths, ...takenOnce(own)]),
  environment: fc.array(variable, { maxLength: 2 }),
  limitsEphemeralStorage: fc.boolean(),
  images: fc.array(builtImage, { maxLength: 1 }),
  imageFacts: fc.constantFrom(...IMAGE_FACTS),
}).map((each) => ({ ...each, userNamespace: each.userNamespace || each.identity.isRoot === true }));

const chosen: fc.Arbitrary<EvaluationContext> = fc.record({
  target, choices, facts: fc.constant({}), notes: fc.record({ isNotHardenedKind: fc.boolean() }),
});

/** What no one needs to choose, and what anyone may. */
export const anyPolicy: fc.Arbitrary<EvaluationContext> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(DEFAULT_CONTEXT) },
  { weight: 2, arbitrary: chosen },
);
