/*
 * podman with images, containers and settings of its own, in a temporary folder: what a developer has in podman is neither
 * seen nor touched, and several runs at once do not see each other. Workers of one run share their images, and nothing else.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { attempt, PATIENCE } from './command';
import { containersConf } from './machine';
import { waitFor } from './wait';

/** By this variable the tests find the folder that the set-up made. */
const FOLDER = 'CDK8S_HARDENED_RUNTIME';

/** By what podman notes on every container of a pod's manifest, and not on the one that holds the pod together: a hook costs time. */
const OF_A_POD = { '^io\\.kubernetes\\.cri-o\\.SandboxID$': '.' };

/** Root of a user namespace must find its way. */
const OTHERS_PASS = 0o711;

/** The folder of this run. */
function runFolder(): string {
  const found = process.env[FOLDER];
  if (!found) {
    throw new Error('These tests need their set-up: npm run test:runtime -- path/of/the.test');
  }
  return found;
}

function imagesFolder(): string {
  return join(runFolder(), 'images');
}

/** The folder of this worker. */
export function folder(): string {
  const path = join(runFolder(), `worker-${process.env.JEST_WORKER_ID}`);
  if (!existsSync(path)) {
    createStorage(path, `additionalimagestores = ["${imagesFolder()}/graph"]`);
  }
  return path;
}

/** The environment in which podman and buildah use that folder. */
export function environment(root = folder()): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CONTAINERS_CONF: join(root, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: join(root, 'storage.conf'),
    PODMAN_IGNORE_CGROUPSV1_WARNING: '1',
    TMPDIR: join(root, 'scratch'),
  };
}

/** The same, for building images that all workers have. */
export function imagesEnvironment(): NodeJS.ProcessEnv {
  return environment(imagesFolder());
}

/** Runs an action while no other worker runs one of the same name. */
export function alone(name: string, action: () => void): void {
  const lock = join(runFolder(), `lock-${name.replace(/\W/g, '-')}`);
  waitFor(PATIENCE / 1000, () => made(lock), () => `another worker still has ${lock}`);
  try {
    action();
  } finally {
    rmdirSync(lock);
  }
}

function made(path: string): true | undefined {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return undefined;
    }
    throw error;
  }
}

/** The folder of a run, with the storage for images. */
export function create(): string {
  const root = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-runtime-'));
  chmodSync(root, OTHERS_PASS);
  process.env[FOLDER] = root;
  createStorage(imagesFolder());
  return root;
}

function createStorage(root: string, storageOption = ''): void {
  mkdirSync(root);
  // A user namespace has 1024 ids by default; the locks of all podmans of a machine are in one piece of shared memory by default.
  writeFileSync(join(root, 'storage.conf'), `[storage]
driver = "overlay"
runroot = "${root}/run"
graphroot = "${root}/graph"
[storage.options]
root-auto-userns-user = "containers"
auto-userns-min-size = 65536
auto-userns-max-size = 65536
${storageOption}
`);
  writeFileSync(join(root, 'containers.conf'), `${containersConf()}tmp_dir = "${root}/podman"
hooks_dir = ["${root}/hooks"]
`);
  const hook = join(root, 'hook');
  const command = [process.execPath, join(__dirname, 'kubelet-hook.js'), join(root, 'plays')];
  writeFileSync(hook, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')}\n`, { mode: 0o755 });
  ['hooks', 'plays', 'scratch'].forEach((name) => mkdirSync(join(root, name)));
  [root, join(root, 'scratch')].forEach((path) => chmodSync(path, OTHERS_PASS));
  writeFileSync(join(root, 'hooks/kubelet.json'), JSON.stringify({
    version: '1.0.0', hook: { path: hook }, when: { annotations: OF_A_POD }, stages: ['precreate', 'createRuntime'],
  }));
}

/** Ends every container of this run and removes all that it has on disk. */
export function remove(root: string): void {
  if (!existsSync(root)) {
    return;
  }
  for (const worker of readdirSync(root).filter((name) => name.startsWith('worker-'))) {
    const env = environment(join(root, worker));
    attempt('podman', ['pod', 'rm', '--all', '--force', '--time', '0'], { env });
    attempt('podman', ['rm', '--all', '--force', '--time', '0'], { env });
  }
  mountsBelow(root).forEach((mount) => attempt('umount', ['--lazy', mount]));
  rmSync(root, { recursive: true, force: true });
}

/** Deepest first. */
function mountsBelow(root: string): string[] {
  const mounted = readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '');
  return mounted.filter((path) => path.startsWith(`${root}/`)).sort().reverse();
}

/** A new empty folder that is gone when the run is. */
export function newFolder(name: string): string {
  const parent = join(folder(), 'scratch');
  return mkdtempSync(join(parent, `${name}-${readdirSync(parent).length}-`));
}
