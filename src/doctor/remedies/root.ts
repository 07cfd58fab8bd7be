import { Fix, Found } from '../cause';
import { containerYaml, directoriesOf, writableFix } from '../fixes';
import { pathOf } from '../log-facts';

/** What to do about a path of the image that a program writes. */
export function rootFix(found: Found, isMissing = false): Fix {
  const all = directoriesOf(found);
  // What is missing holds no files.
  const directories = isMissing ? all.map(({ path }) => ({ path, isSeeded: false })) : all;
  if (directories.length > 0) {
    return writableFix(found, directories);
  }
  const path = pathOf(found);
  const { image = 'IMAGE' } = found.evidence;
  return {
    do: path === undefined
      ? `find the paths that it writes: \`npx cdk8s-hardened suggest-paths ${image}\``
      : `let the program write ${path} elsewhere, such as in /tmp: a setting or an option of it. A volume at its directory would hide what the image has there`,
    typescript: path === undefined ? "writablePaths: [WritablePath.emptyDir('PATH')]," : '// of the container: args or envVariables that name a file in /tmp',
    yaml: path === undefined ? containerYaml(found, 'volumeMounts:', '  - { name: writable, mountPath: PATH }') + '\nvolumes:\n  - { name: writable, emptyDir: { sizeLimit: 1Gi } }' : containerYaml(found, 'args: [--FILE, /tmp/FILE]'),
    ...path === undefined ? { settings: 'writablePaths: [PATH]' } : {},
  };
}
