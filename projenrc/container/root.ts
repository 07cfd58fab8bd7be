import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Architecture, NODE_NAMES } from './architecture';
import { extractPackages } from './debian-packages';
import { inBin, partsOf } from './go-programs';
import { mustRun } from '../../test/programs/must-run';
import { CONTAINER_MODULES, CONTAINER_NODE } from '../../test/programs/pinned';
import { bundled, distinct, ownPackage, Part } from '../release/sbom';
import { withTemporaryFolder } from '../temporary-folder';

/** Where npm installs a package for all users. */
const PACKAGE_FOLDER = 'usr/lib/node_modules/cdk8s-hardened';

/** The commands of busybox that the scripts of CI systems use. */
const SHELL_COMMANDS = [
  'sh', 'basename', 'cat', 'chmod', 'cp', 'cut', 'date', 'dirname', 'env', 'expr', 'find', 'grep', 'head', 'id', 'ls', 'mkdir', 'mktemp', 'mv', 'pwd', 'rm', 'sed',
  'sleep', 'sort', 'tail', 'tee', 'touch', 'tr', 'uname', 'wc', 'xargs',
];

/** The user of the image. Any other one works as well. */
const USER = 'nonroot:x:65532:65532::/tmp:/usr/sbin/nologin\n';
const GROUP = 'nonroot:x:65532:\n';

/**
 * Makes the root filesystem of the image, for any architecture, and returns what is in it. It needs apt with the sources of the release in
 * pinned.ts, npm, and the compiled library.
 *
 * @param addPrograms writes Helm and kustomize into the folder usr/bin of the root
 */
export function makeRoot(
  root: string, architecture: Architecture, addPrograms: (root: string, architecture: Architecture) => void,
): readonly Part[] {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const packages = extractPackages(root, architecture);
  SHELL_COMMANDS.forEach((name) => symlinkSync('busybox', inBin(root, name)));
  writeFileSync(join(root, 'etc/passwd'), USER);
  writeFileSync(join(root, 'etc/group'), GROUP);
  mkdirSync(join(root, 'work'));
  addNode(root, architecture);
  addPackage(root);
  addPrograms(root, architecture);
  const modules = Object.keys(CONTAINER_MODULES).flatMap((name) => partsOf(inBin(root, name)));
  const node: Part = { ecosystem: 'generic', name: 'node', version: CONTAINER_NODE };
  return [ownPackage(), ...bundled(), node, ...packages, ...distinct(modules)];
}

function addNode(root: string, architecture: Architecture): void {
  withPackage(`node-linux-${NODE_NAMES[architecture]}@${CONTAINER_NODE}`, (folder) => {
    mustRun('install', ['-D', join(folder, 'bin/node'), inBin(root, 'node')]);
    mustRun('install', ['-D', '--mode=644', join(folder, 'LICENSE'), join(root, 'usr/share/doc/node/LICENSE')]);
  });
}

/** The package as npm installs it. */
function addPackage(root: string): void {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
  withPackage('.', (folder) => {
    mkdirSync(join(root, PACKAGE_FOLDER, '..'), { recursive: true });
    mustRun('cp', ['--recursive', folder, join(root, PACKAGE_FOLDER)]);
  });
  for (const [name, main] of Object.entries<string>(bin)) {
    chmodSync(join(root, PACKAGE_FOLDER, main), 0o755);
    symlinkSync(`/${join(PACKAGE_FOLDER, main)}`, inBin(root, name));
  }
}

/** Downloads or packs a package of npm, without its scripts, and unpacks it. */
function withPackage(name: string, use: (folder: string) => void): void {
  withTemporaryFolder('npm', (work) => {
    mustRun('npm', ['pack', '--ignore-scripts', '--pack-destination', work, name]);
    const [tarball] = readdirSync(work);
    mustRun('tar', ['--extract', '--no-same-owner', '--file', tarball], work);
    use(join(work, 'package'));
  });
}
