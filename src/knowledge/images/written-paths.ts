import { ImageFacts, KnownPath } from './known-image';
import { holdingMount } from '../../formats/manifest/holding-mount';
import { asArray, asObject, asString, JsonObject } from '../../formats/manifest/json';
import { Mount } from '../../formats/manifest/mounts';
import { isIn } from '../../formats/manifest/paths';
import { ContainerView } from '../../formats/manifest/pod';

/** The paths that the program of an image writes in a container, without paths that the author moved by a variable. */
export function writtenPaths({ writablePaths = [], environment = {} }: ImageFacts, container: ContainerView): readonly KnownPath[] {
  return writablePaths.filter(({ path, program }) => !isMoved(path, environment, container) && !startsOther(container, program));
}

/** Whether the container names another program of an image that has several. */
function startsOther({ json: { command, args } }: ContainerView, program: string | undefined): boolean {
  const [first] = [...asArray(command), ...asArray(args)];
  return program !== undefined && typeof first === 'string' && !first.startsWith('-') && !first.endsWith(program);
}

/** Whether an argument makes the program keep no data. */
export function keepsNothing({ keepsNothingWith: option }: ImageFacts, { json: { args } }: ContainerView): boolean {
  const words = asArray(args);
  return option !== undefined && words.some((word, index) =>
    word === option.flag && (words[index + 1] === option.value || words[index + 1] === `"${option.value}"`));
}


/** The author's variable with a name. npm and .NET ignore the case of their variables. */
export function variableOf({ env }: ContainerView, name: string): JsonObject | undefined {
  return env.map(asObject).find((each) => asString(each.name)?.toLowerCase() === name.toLowerCase());
}

/** Whether the author sets another path in a variable that the image needs for this path. */
function isMoved(path: string, environment: NonNullable<ImageFacts['environment']>, container: ContainerView): boolean {
  return Object.keys(environment).some((name) => {
    const value = asString(variableOf(container, name)?.value);
    return isIn(environment[name], path) && value !== undefined && !isIn(value, path);
  });
}

/** The mount that contains a known path of an image, even if their names for the path differ. Undefined if no mount contains it. */
export function mountOfKnown(mounts: readonly Mount[], path: string): Mount | undefined {
  return holdingMount(mounts, path) ?? holdingMount(mounts.map((mount) => ({ ...mount, path: followed(mount.path) })), followed(path));
}

/** The target of a known path of an image: `/var/run` is a link to `/run`. */
export function followed(path: string): string {
  return isIn(path, '/var/run') ? path.slice('/var'.length) : path;
}
