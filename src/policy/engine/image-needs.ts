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
 * The paths that an image is known to write, except where the author mounts a volume or somebody declares a path at or above them. A volume
 * that hardening to a lower profile has added is not the author's: it lacks only its size.
 *
 * @param size of a path whose size is unknown; without a limit if undefined
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

/** @param size of a path whose size is unknown; without a limit if undefined */
export function knownPath({ path, kind, size: known }: KnownPath, size?: number): EmptyDirPath {
  return { kind: 'emptyDir', path, sizeLimit: known ?? size, inMemory: false, ...kind === 'seeded' && { seed: { replaces: false } } };
}

/**
 * The variables that an image is known to need, except variables with another value. Equal values stay, since an earlier hardening may have
 * set them.
 */
export function imageVariables(facts: ImageFacts, container: ContainerView, context: EvaluationContext): readonly EnvironmentVariable[] {
  const mounts = mountsOf(container);
  const isOfScript = (value: string) => facts.stepsDownWith !== undefined && isSwitch(value);
  // A third-party workload may set the variable in a ConfigMap, or have the files elsewhere in a volume that it mounts.
  const isLeftOut = ({ value }: EnvironmentVariable) => context.notes.isNotHardenedKind
    && ((container.envFrom.length > 0 && !isOfScript(value)) || mountOfKnown(mounts, value) !== undefined);
  return unsetVariables(facts, container, context.choices).filter((variable) => !isLeftOut(variable));
}

/**
 * The variables that make start scripts skip steps that only root may do, such as `chown`. A variable with a path is only needed on a
 * read-only root.
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

