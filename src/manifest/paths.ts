import { asObject, asString, Path, read } from './json';

/** A path as people write fields: `spec.template.spec.containers[0].image`. */
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

/**
 * The path of a pod template by names, which do not change when a template is added before it: `spec.templates[build]`. An element without a
 * name, or with one that another element has, goes by its position.
 */
export function templatePath(object: unknown, path: Path): string {
  const steps = path[path.length - 1] === 'spec' && path.length > 1 ? path.slice(0, -1) : path;
  return steps.map((step, index) => typeof step === 'string' ? step : `[${elementName(read(object, steps.slice(0, index)), step)}]`)
    .join('.').replaceAll('.[', '[');
}

function elementName(list: unknown, index: number): string | number {
  const names = (list as readonly unknown[]).map((element) => NAME_KEYS.map((key) => asString(asObject(element)[key])).find(Boolean));
  const name = names[index];
  return name !== undefined && /^[\w-]*[A-Za-z-][\w-]*$/.test(name) && names.indexOf(name) === names.lastIndexOf(name) ? name : index;
}

/** What custom resources call the names of the elements that hold pod templates. */
const NAME_KEYS = ['name', 'groupName'];

/**
 * A path inside a container in its one normal form: absolute, single slashes, no `.`, no slash at the end.
 * The API server accepts `/tmp` beside `/tmp/`, `//tmp` and `tmp` as different mounts, so every comparison of paths
 * starts here. `..` is resolved, as the runtime does.
 */
export function normalisePath(path: string): string {
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

/** Most paths are normal already; no dot after a slash, so neither `.` nor `..` can hide in it. */
const PLAIN_PATH = /^(\/[^/.][^/]*)+$/;

/** Whether `path` lies strictly below `directory`; both in normal form. */
export function isBelow(path: string, directory: string): boolean {
  return directory === '/' ? path !== '/' && path.startsWith('/') : path.startsWith(directory) && path[directory.length] === '/';
}

/** Whether a path is a directory, or lies in it; both in normal form. */
export function isIn(path: string, directory: string): boolean {
  return path === directory || isBelow(path, directory);
}

/** How many steps a path in normal form has; the root has none. */
export function depth(path: string): number {
  return path === '/' ? 0 : path.split('/').length - 1;
}
