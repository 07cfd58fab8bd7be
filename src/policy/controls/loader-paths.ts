/** For each variable that makes programs load code, a pattern for absolute paths in its value. */
const LOADERS: ReadonlyMap<unknown, RegExp> = new Map([
  ['LD_PRELOAD', /(?<=^|[\s:])\/[^\s:]*/g],
  ['LD_AUDIT', /(?<=^|:)\/[^:]*/g],
  ['LD_LIBRARY_PATH', /(?<=^|[:;])\/[^:;]*/g],
  ['BASH_ENV', /^\/.*/g],
  ['NODE_OPTIONS', /(?<=(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader)[\s=]+"?(?:file:\/\/)?)\/[^\s"]*/g],
]);

const NO_PATHS: readonly string[] = [];

/** The paths from which a variable makes programs load code. */
export function loaderPaths(name: unknown, value: string | undefined): readonly string[] {
  const paths = LOADERS.get(name);
  return (paths && value?.match(paths)) ?? NO_PATHS;
}
