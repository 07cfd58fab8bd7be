import { isSameJson } from '../../formats/manifest/json';
import { mountsOf } from '../../formats/manifest/mounts';
import { isBelow } from '../../formats/manifest/paths';
import { ContainerView } from '../../formats/manifest/pod';
import { ImageFacts, KnownPath } from '../../knowledge/images/known-image';
import { followed, mountOfKnown, variableOf, writtenPaths } from '../../knowledge/images/written-paths';
import { DeclaredPath, DEFAULT_WRITABLE_PATH, EmptyDirPath } from '../../knowledge/writable-paths/declared-path';
import { isOwnVolume } from '../../knowledge/writable-paths/volumes';
import { EvaluationContext } from '../context/context';
import { EnvironmentVariable, Choices } from '../settings/choices';

/**
 * The paths that an image is known to write. A path is left out if the author mounts a volume, or someone declares a path, at or above it.
 * A volume from an earlier hardening to a lower profile is not the author's: it only lacks its size.
 *
 * @param size the size of paths of unknown size; without a limit if undefined
 */
export function pathsOfImage(facts: ImageFacts, container: ContainerView, choices: Choices, size?: number): readonly EmptyDirPath[] {
  const mounts = mountsOf(container);
  const declared = choices.writablePaths.filter((path) => isFor(path, container));
  const isMounted = (path: string) => {
    const mount = mountOfKnown(mounts, path);
    return mount !== undefined && !(mount.path === path && isOwnVolume(container, mount));
  };
  const isDecided = (path: string) => isMounted(path) || declared.some((other) => decides(other, path));
  return writtenPaths(facts, container)
    .filter(({ path }) => !isDecided(path))
    .map((path) => ({ ...knownPath(path, size), container: container.name }));
}

/** @param size the size if the facts do not contain it; without a limit if undefined */
export function knownPath({ path, kind, size: known }: KnownPath, size?: number): EmptyDirPath {
  return { kind: 'emptyDir', path, sizeLimit: known ?? size, inMemory: false, ...kind === 'seeded' && { seed: { replaces: false } } };
}

/**
 * The variables that an image is known to need, unless they have another value. Variables with the same value are included, because an
 * earlier hardening may have set them.
 */
export function imageVariables(facts: ImageFacts, container: ContainerView, context: EvaluationContext): readonly EnvironmentVariable[] {
  const mounts = mountsOf(container);
  const isOfScript = (value: string) => facts.stepsDownWith !== undefined && isSwitch(value);
  // A third-party workload may set the variable in a ConfigMap, or may have the files in another place of a mounted volume.
  const isLeftOut = ({ value }: EnvironmentVariable) => context.notes.isNotHardenedKind
    && ((container.envFrom.length > 0 && !isOfScript(value)) || mountOfKnown(mounts, value) !== undefined);
  return unsetVariables(facts, container, context.choices).filter((variable) => !isLeftOut(variable));
}

/**
 * The variables that make start scripts skip steps that only root can do, such as `chown`. A variable with a path is only needed on a
 * read-only root filesystem.
 */
export function imageSwitches(facts: ImageFacts, container: ContainerView, context: EvaluationContext): readonly EnvironmentVariable[] {
  return imageVariables(facts, container, context).filter(({ value }) => isSwitch(value));
}

function isSwitch(value: string): boolean {
  return !value.startsWith('/');
}

function unsetVariables({ environment = {} }: ImageFacts, container: ContainerView, choices: Choices): readonly EnvironmentVariable[] {
  const isSet = (name: string, value: string) => !isSameJson(variableOf(container, name) ?? { name, value }, { name, value })
    || choices.environment.some((other) => other.name === name && isFor(other, container));
  return Object.entries(environment)
    .filter(([name, value]) => !isSet(name, value))
    .map(([name, value]) => ({ name, value, container: container.name }));
}

function isFor({ container }: { readonly container?: string }, { name }: ContainerView): boolean {
  return container === undefined || container === name;
}

function decides(declared: DeclaredPath, path: string): boolean {
  const [known, other] = [followed(path), followed(declared.path)];
  return other === known || (declared !== DEFAULT_WRITABLE_PATH && isBelow(known, other));
}

