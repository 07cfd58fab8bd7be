import { Path } from './json';

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
