import { copyFileSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { MAIN, runProcess } from '../../commands/cli/process';
import { Run } from '../../commands/cli/support';
import { build, podman } from '../support/podman';
import { environment, newFolder } from '../support/storage';

export { MAIN };

/**
 * Builds an image `FROM scratch` with busybox as its shell and tools, files of its own, and further lines of the Containerfile. `change`
 * gets the folder with the files before they are copied.
 */
export function buildImage(
  tag: string, files: { readonly [path: string]: string }, lines: readonly string[], change: (root: string) => void = () => {},
): void {
  const folder = newFolder('image');
  copyFileSync('/bin/busybox', join(folder, 'busybox'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'root', path)), { recursive: true });
    writeFileSync(join(folder, 'root', path), content);
  }
  change(join(folder, 'root'));
  writeFileSync(join(folder, 'Containerfile'), [
    'FROM scratch',
    'COPY busybox /bin/busybox',
    'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
    'COPY root /',
    ...lines,
    '',
  ].join('\n'));
  build(folder, tag);
}

/**
 * Runs `cdk8s-hardened suggest-paths`, where containers have no network: not every machine that tests has one for them. Fails where
 * something of it stays behind.
 */
export function suggestPaths(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const before = leftovers();
  const run = runProcess(['suggest-paths', '--run-option=--network=none', ...args], { env: { ...environment(), ...env } });
  expect(leftovers()).toEqual(before);
  return run;
}

/** Containers and volumes. */
export function leftovers(): string[] {
  return [['ps', '--all', '--quiet'], ['volume', 'ls', '--quiet']].map((args) => podman(args));
}
