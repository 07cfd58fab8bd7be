import { ChoicesContent, SettingsContent, SettingsError, WritablePathContent } from './content';
import { ownImages } from './images';
import { Choices, Rules } from '../../engine/plan';
import { Path } from '../../manifest/json';
import { parseQuantity } from '../../manifest/quantity';
import { parseVersion } from '../../manifest/version';
import { DeclaredPath, DEFAULT_WRITABLE_PATH } from '../../settings/paths';
import { writableMountPath } from '../../writable-paths/mount-path';

/**
 * The content of a settings file as rules of the engine.
 *
 * @throws SettingsError if a path, a size or the Kubernetes version is invalid
 */
export function toRules({ platform, kubernetesVersion, workloads = [], images, mirrors, ...choices }: SettingsContent): Rules {
  return {
    ...toChoices(choices, []),
    platform,
    ownImages: ownImages({ images, mirrors }),
    kubernetesVersion: kubernetesVersion === undefined ? undefined : at(['kubernetesVersion'], () => parseVersion(kubernetesVersion)),
    workloads: workloads.map(({ match, ...own }, index) => ({ match, ...toChoices(own, ['workloads', index]) })),
  };
}

function toChoices(content: ChoicesContent, path: Path): Choices {
  const { profile, overrideUnsafe, unknownImage, secretsAsFiles, imageKnowledge, only, exclude } = content;
  const { runAs, writablePaths = [], environment = {} } = content;
  return {
    profile,
    overrideUnsafe,
    unknownImage,
    secretsAsFiles,
    imageKnowledge,
    only,
    exclude,
    identity: runAs === undefined ? undefined : toIdentity(runAs),
    writablePaths: writablePaths.map((each, index) =>
      toPath(typeof each === 'string' ? { path: each } : each, [...path, 'writablePaths', index])),
    environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
  };
}

/** The same ids as `RunAs.user(uid, gid)`. */
export function toIdentity(runAs: NonNullable<ChoicesContent['runAs']>): Choices['identity'] {
  const { user, group = user, fsGroup = group } = typeof runAs === 'number' ? { user: runAs } : runAs;
  return { user, group, fsGroup };
}

function toPath({ path, sizeLimit, medium, fromImage = false }: WritablePathContent, place: Path): DeclaredPath {
  const inMemory = medium === 'Memory';
  const bytes = sizeLimit === undefined ? DEFAULT_WRITABLE_PATH.sizeLimit : parseQuantity(sizeLimit);
  if (bytes === undefined || !(bytes > 0)) {
    throw new SettingsError([...place, 'sizeLimit'], `\`sizeLimit\` is ${JSON.stringify(sizeLimit)}, which is not a quantity of bytes: write one such as 200Mi`);
  }
  return {
    kind: 'emptyDir',
    path: at(place, () => writableMountPath(path, inMemory, 'writable path', fromImage)),
    sizeLimit: bytes,
    inMemory,
    seed: fromImage ? { replaces: false } : undefined,
  };
}

function at<T>(path: Path, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new SettingsError(path, (error as Error).message);
  }
}
