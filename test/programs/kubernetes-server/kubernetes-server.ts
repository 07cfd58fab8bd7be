import { createHash } from 'crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { BUILT_PROGRAMS, cacheFolder } from '../machine-folder';
import { mustRun } from '../must-run';
import { GO_TOOLCHAIN, KUBERNETES_SERVERS } from '../pinned';

export type ServerVersion = typeof KUBERNETES_SERVERS[number];

/** Packages that have variables for the version. */
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

/**
 * The program with kube-apiserver and kube-controller-manager of a version. It is built once for the machine, which takes about ten minutes
 * and 4 GB of disk, and 200 MB afterwards. A file that is not as it was built is built again.
 */
export function kubernetesServer(version: ServerVersion): string {
  const program = join(cacheFolder(BUILT_PROGRAMS), `kubernetes-server-${keyOf(version)}`);
  if (!isAsBuilt(program)) {
    mkdirSync(dirname(program), { recursive: true });
    console.error(`Building the API server of Kubernetes ${version} once for this machine, which takes about ten minutes`);
    build(version, program);
    recordDigest(program);
  }
  return program;
}

const digestOf = (program: string) => `${program}.sha256`;

/** Whether a program is there, and has the digest that it had when it was built. */
export function isAsBuilt(program: string): boolean {
  return existsSync(program) && existsSync(digestOf(program)) && readFileSync(digestOf(program), 'utf8') === sha256(readFileSync(program));
}

export function recordDigest(program: string): void {
  writeFileSync(digestOf(program), sha256(readFileSync(program)));
}

/** Sources, modules and the version of Go decide what is built. */
function keyOf(version: ServerVersion): string {
  return `${version}-${GO_TOOLCHAIN}-${sha256(...sourcesOf(version).map((path) => readFileSync(path))).slice(0, 16)}`;
}

function sourcesOf(version: ServerVersion): readonly string[] {
  return ['main.go', `${version}/go.mod`, `${version}/go.sum`].map((name) => join(__dirname, name));
}

function build(version: ServerVersion, program: string): void {
  const work = mkdtempSync(`${program}-`);
  try {
    sourcesOf(version).forEach((path) => copyFileSync(path, join(work, path.slice(path.lastIndexOf('/') + 1))));
    const [major, minor] = version.split('.');
    const values = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
    const stamps = VERSION_PACKAGES.flatMap((name) => Object.entries(values).map(([variable, value]) => `-X ${name}.${variable}=${value}`));
    const flags = ['-trimpath', '-buildvcs=false', `-ldflags=-s -w ${stamps.join(' ')}`];
    mustRun('go', ['build', ...flags, '-o', 'kubernetes-server', '.'], work, {
      // Everything below this folder is gone at the end. Go writes modules read-only otherwise.
      GOPATH: join(work, 'path'),
      GOMODCACHE: '',
      GOCACHE: join(work, 'cache'),
      GOTMPDIR: work,
      GOFLAGS: '-modcacherw',
      GOTOOLCHAIN: GO_TOOLCHAIN,
      CGO_ENABLED: '0',
    });
    chmodSync(join(work, 'kubernetes-server'), 0o755);
    renameSync(join(work, 'kubernetes-server'), program);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function sha256(...contents: readonly Buffer[]): string {
  const hash = createHash('sha256');
  contents.forEach((content) => hash.update(content));
  return hash.digest('hex');
}
