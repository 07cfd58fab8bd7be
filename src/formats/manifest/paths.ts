import { asArray, asObject, asString, Path, read } from './json';

/** A path as a field name: `spec.template.spec.containers[0].image`. */
export function toFieldPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      text += `[${step}]`;
    } else if (/^[A-Za-z_][\w-]*$/.test(step)) {
      text += text ? `.${step}` : step;
    } else {
      text += `[${JSON.stringify(step)}]`;
    }
  }
  return text;
}

/** A field name without the path of its container. */
export function ofContainer(field: string): string {
  return field.replace(/^.*?[cC]ontainers\[\d+\]\./, '');
}

/** A path as a JSON Pointer. */
export function toJsonPointer(path: Path): string {
  let pointer = '';
  for (const step of path) {
    pointer += `/${typeof step === 'string' && NEEDS_ESCAPE.test(step) ? step.replace(/~/g, '~0').replace(/\//g, '~1') : step}`;
  }
  return pointer;
}

const NEEDS_ESCAPE = /[~/]/;

/**
 * A JSON Pointer as a path.
 *
 * @param root the value that the pointer refers to: a number is an index only in a list
 */
export function fromJsonPointer(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  for (const step of pointer.split('/').slice(1)) {
    path.push(Array.isArray(read(root, path)) ? Number(step) : step.replace(/~1/g, '/').replace(/~0/g, '~'));
  }
  return path;
}

/**
 * The paths of an object's pod templates with names in place of indices: `spec.templates[build]`. They stay the same if a template is added
 * before. An element keeps its index if it has no name, or if another element has the same name.
 */
export function templatePaths(object: unknown): (path: Path) => string {
  const known = new Map<readonly unknown[], readonly (string | number)[]>();
  const nameOf = (list: readonly unknown[], index: number) => {
    const names = known.get(list) ?? elementNames(list);
    known.set(list, names);
    return names[index];
  };
  return (path) => {
    const steps = path[path.length - 1] === 'spec' && path.length > 1 ? path.slice(0, -1) : path;
    return steps.map((step, index) => typeof step === 'string' ? step : `[${nameOf(asArray(read(object, steps.slice(0, index))), step)}]`)
      .join('.').replaceAll('.[', '[');
  };
}

function elementNames(list: readonly unknown[]): readonly (string | number)[] {
  const names = list.map((element) => NAME_KEYS.map((key) => asString(asObject(element)[key])).find(Boolean));
  const counts = new Map<string | undefined, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return names.map((name, index) => name !== undefined && counts.get(name) === 1 && /^[\w-]+$/.test(name) && /[A-Za-z-]/.test(name)
    ? name
    : index);
}

/** The keys that custom resources use for names of elements with pod templates. */
const NAME_KEYS = ['name', 'groupName'];

/**
 * A path inside a container in normal form: absolute, single slashes, no `.` or `..`, no slash at the end. The API server accepts `/tmp`,
 * `/tmp/`, `//tmp` and `tmp` as different mounts, so every comparison of paths needs this form. `..` is resolved as the container runtime
 * does.
 */
export function normalizePath(path: string): string {
  if (PLAIN_PATH.test(path)) {
    return path;
  }
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step !== '' && step !== '.') {
      steps.push(step);
    }
  }
  return '/' + steps.join('/');
}

/** Most paths are already normal. The pattern has no dot after a slash, so it excludes `.` and `..`. */
const PLAIN_PATH = /^(\/[^/.][^/]*)+$/;

/** Whether `path` is strictly below `directory`; both in normal form. */
export function isBelow(path: string, directory: string): boolean {
  return directory === '/' ? path !== '/' && path.startsWith('/') : path.startsWith(directory) && path[directory.length] === '/';
}

/** Whether a path is the directory itself or below it; both in normal form. */
export function isIn(path: string, directory: string): boolean {
  return path === directory || isBelow(path, directory);
}

/** Number of segments of a path in normal form; 0 for the root. */
export function depth(path: string): number {
  return path === '/' ? 0 : path.split('/').length - 1;
}
