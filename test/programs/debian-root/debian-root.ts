import { spawnSync, SpawnSyncReturns } from 'child_process';
import { createHash } from 'crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'fs';
import { homedir } from 'os';
import { dirname, join } from 'path';
import { BUILT_PROGRAMS, cacheFolder } from '../machine-folder';
import { mustRun } from '../must-run';
import { DEBIAN_CODENAME, DEBIAN_RELEASE } from '../pinned';

/** The part of a machine that decides whether it needs a root. Tests describe others. */
export interface Machine {
  /** The content of /etc/os-release, or nothing if there is no such file. */
  readonly osRelease: string;
  readonly isRoot: boolean;
  /** Whether a program is in the PATH. */
  readonly has: (program: string) => boolean;
  /** Installs packages of Debian, or leaves it. */
  readonly install: (packages: readonly string[]) => void;
}

const ENTER = join(__dirname, 'enter.sh');
/** Programs that make and enter a root, with their packages. */
const NEEDED = { debootstrap: 'debootstrap', unshare: 'util-linux', pivot_root: 'util-linux', mount: 'mount' };
const DEFAULT_MIRROR = 'http://deb.debian.org/debian';
const DEFAULT_SECURITY_MIRROR = 'http://deb.debian.org/debian-security';
const UNUSED_DAYS = 14;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Settings of package managers, which name mirrors and certificates. */
const SETTINGS = ['.npmrc', '.gitconfig', '.config/pip', '.config/go/env', '.m2/settings.xml'];
/** The same for all users. */
const SYSTEM_SETTINGS = ['/etc/pip.conf', '/etc/xdg/pip', '/etc/npmrc', '/usr/local/share/ca-certificates'];
const NETWORK = ['/etc/resolv.conf', '/etc/hosts'];
/** Variables that describe programs of the machine, which the root does not have. */
const OF_MACHINE = /^(PATH|TMPDIR|HOME|JAVA_HOME|GOROOT|GOPATH|VIRTUAL_ENV|PYTHON(HOME|PATH)|(PYENV|NVM|CARGO|RUSTUP)_.*)$/;

export function thisMachine(): Machine {
  return {
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    isRoot: process.getuid?.() === 0,
    has: (program) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0,
    install: (packages) => {
      const command = 'apt-get update -qq; apt-get install -y -qq --no-install-recommends "$@"';
      spawnSync('sh', ['-c', command, 'sh', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    },
  };
}

/** Whether the machine itself has the release whose packages are pinned. */
export function isPinnedRelease({ osRelease }: Machine): boolean {
  return /^ID="?debian"?$/m.test(osRelease) && new RegExp(`^VERSION_ID="?${DEBIAN_RELEASE}"?$`, 'm').test(osRelease);
}

/**
 * Installs the programs that make a root, where apt-get can.
 *
 * @throws Error that names the missing rights or programs, if no root can be made here
 */
export function prepareMachine({ isRoot, has, install }: Machine): void {
  if (!isRoot) {
    throw new Error(`A Debian ${DEBIAN_RELEASE} root can only be made and entered as the root user. Run this as root, or on a Debian ${DEBIAN_RELEASE} machine.`);
  }
  const packages = () => [...new Set(Object.entries(NEEDED).flatMap(([program, name]) => has(program) ? [] : [name]))];
  if (packages().length > 0 && has('apt-get')) install(packages());
  if (packages().length > 0) {
    throw new Error(`Not installed: ${packages().join(', ')}. They make a Debian ${DEBIAN_RELEASE} root. On Debian, run as root: apt-get install -y ${packages().join(' ')}`);
  }
}

/** Where the root with these packages is, on the disk of the machine and outside of the checkout. */
export function rootFolder(packages: readonly string[], environment: NodeJS.ProcessEnv = process.env): string {
  const key = createHash('sha256').update([DEBIAN_CODENAME, ...[...packages].sort()].join('\n')).digest('hex').slice(0, 16);
  return cacheFolder(`debian-${DEBIAN_RELEASE}-${key}`, environment);
}

/**
 * Makes a root with the packages, unless it is there. It is written whole or not at all.
 *
 * @returns its folder
 * @throws Error if a step fails, for example because no mirror can be reached
 */
export function debianRoot(packages: readonly string[]): string {
  const folder = rootFolder(packages);
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  console.error(`Making a Debian ${DEBIAN_RELEASE} root in ${folder}`);
  mkdirSync(dirname(folder), { recursive: true });
  removeUnused(dirname(folder));
  const unfinished = mkdtempSync(`${folder}-`);
  chmodSync(unfinished, 0o755); // apt downloads as a user of its own.
  try {
    const { mirror, security } = mirrorsOf(aptSources());
    // debootstrap mounts /proc in the new root.
    step('make the root', 'unshare', ['--mount', '--propagation', 'private', 'debootstrap', '--variant=minbase', DEBIAN_CODENAME, unfinished, mirror]);
    writeFileSync(join(unfinished, 'etc/apt/sources.list'), sourcesList(mirror, security));
    for (const name of aptSettings()) {
      writeFileSync(join(unfinished, name), readFileSync(name));
    }
    for (const name of ['npm', 'npx']) {
      symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(unfinished, 'usr/local/bin', name));
    }
    const install = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" > /tmp/log 2>&1 && apt-get clean || { cat /tmp/log >&2; exit 1; }';
    writeFileSync(join(unfinished, 'etc/dpkg/dpkg.cfg.d/root'), 'force-unsafe-io\n'); // A root that is not finished is thrown away.
    const { status, error } = enter('build', unfinished, ['sh', '-c', install, 'sh', ...packages], { DEBIAN_FRONTEND: 'noninteractive' });
    if (status !== 0) throw new Error(`apt-get failed in the root (${error?.message ?? `exit code ${status}`}). Its messages are above. Is its mirror reachable?`);
    const mounted = mountsBelow(unfinished);
    if (mounted.length > 0) throw new Error(`these folders are still mounted: ${mounted.join(', ')}`);
    renameSync(unfinished, folder);
  } finally {
    if (mountsBelow(unfinished).length === 0) rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Removes roots of other lists of packages that no run has used for two weeks. */
function removeUnused(cache: string): void {
  const oldest = Date.now() - UNUSED_DAYS * 24 * 60 * 60 * 1000;
  readdirSync(cache).filter((name) => name.startsWith('debian-')).map((name) => join(cache, name))
    .filter((folder) => statSync(folder).mtimeMs < oldest && mountsBelow(folder).length === 0)
    .forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}

/** Runs a command in a root, whose changes are dropped. */
export function runInRoot(root: string, command: readonly string[]): SpawnSyncReturns<Buffer> {
  // Certificates of the machine, such as those of a proxy, become certificates of the root, for Java as well. The first process of the root
  // must reap orphans.
  const prepared = 'update-ca-certificates > /dev/null 2>&1; exec catatonit -- "$@"';
  return enter('run', root, ['sh', '-c', prepared, 'sh', ...command], {});
}

function enter(mode: 'build' | 'run', root: string, command: readonly string[], variables: NodeJS.ProcessEnv): SpawnSyncReturns<Buffer> {
  const work = mkdtempSync(join(dirname(root), 'enter-'));
  try {
    const bindings = join(work, 'bindings');
    const empty = join(work, 'empty');
    mkdirSync(empty);
    writeFileSync(bindings, (mode === 'run' ? bindingsFor(root) : NETWORK.map((path) => [path, path])).map((paths) => `${paths.join('\t')}\n`).join(''));
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_MACHINE.test(name)));
    const args = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', ENTER, mode, root, empty, bindings, ...command];
    return spawnSync('unshare', args, { stdio: 'inherit', env: { ...environment, ...variables, PATH, HOME: '/root' } });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Pairs of a path on the machine and its path in the root. */
function bindingsFor(root: string): ReadonlyArray<readonly [string, string]> {
  const node = realpathSync(process.execPath);
  const npm = realpathSync(join(spawnSync('npm', ['root', '--global'], { encoding: 'utf8' }).stdout.trim(), 'npm'));
  const built = [cacheFolder(BUILT_PROGRAMS), cacheFolder(BUILT_PROGRAMS, { ...process.env, HOME: '/root' })] as const;
  mkdirSync(built[0], { recursive: true });
  const settings = SETTINGS.map((name) => [join(homedir(), name), join('/root', name)] as const);
  const certificates = certificatesOf(process.env).filter((path) => !existsSync(join(root, path)));
  const same = [...NETWORK, ...SYSTEM_SETTINGS, ...certificates, ...checkoutFolders()].map((path) => [path, path] as const);
  return [[node, '/usr/local/bin/node'] as const, [npm, '/usr/local/lib/node_modules/npm'] as const, built, ...settings, ...same].filter(([from]) => existsSync(from));
}

/** The checkout, and folders outside of it with parts of its repository: of a worktree, or of a clone that shares objects. */
function checkoutFolders(): readonly string[] {
  const checkout = join(__dirname, '../../..');
  const { stdout } = spawnSync('git', ['rev-parse', '--path-format=absolute', '--git-common-dir'], { cwd: checkout, encoding: 'utf8' });
  const repository = stdout.trim();
  const alternates = join(repository, 'objects/info/alternates');
  const shared = existsSync(alternates) ? readFileSync(alternates, 'utf8').split('\n').filter((line) => line.startsWith('/')) : [];
  return [checkout, ...repository && !repository.startsWith(`${checkout}/`) ? [repository] : [], ...shared];
}

/** Files of certificates that variables name, such as SSL_CERT_FILE. */
function certificatesOf(environment: NodeJS.ProcessEnv): readonly string[] {
  return Object.entries(environment).flatMap(([name, value]) => /CERT|CA_BUNDLE|CAINFO/.test(name) && value?.startsWith('/') ? [value] : []);
}

/** The mirrors that the machine itself uses. */
export function mirrorsOf(sources: string): { readonly mirror: string; readonly security: string } {
  const addresses = [...sources.matchAll(/^(?:URIs:|deb\s+(?:\[[^\]]*\]\s+)?)\s*(\S+)/gm)].map(([, address]) => address.replace(/\/$/, ''));
  return {
    mirror: addresses.find((address) => address.endsWith('/debian')) ?? DEFAULT_MIRROR,
    security: addresses.find((address) => address.endsWith('/debian-security')) ?? DEFAULT_SECURITY_MIRROR,
  };
}

function sourcesList(mirror: string, security: string): string {
  return [
    `deb ${mirror} ${DEBIAN_CODENAME} main`, `deb ${mirror} ${DEBIAN_CODENAME}-updates main`, `deb ${security} ${DEBIAN_CODENAME}-security main`, '',
  ].join('\n');
}

function aptSources(): string {
  const parts = '/etc/apt/sources.list.d';
  const files = ['/etc/apt/sources.list', ...existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : []];
  return files.filter((file) => /\.(list|sources)$/.test(file) && existsSync(file)).map((file) => readFileSync(file, 'utf8')).join('\n');
}

/** Files that say how apt reaches its mirror. */
function aptSettings(): readonly string[] {
  const parts = '/etc/apt/apt.conf.d';
  const files = existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [];
  return files.filter((file) => readFileSync(file, 'utf8').includes('Acquire::'));
}

function mountsBelow(folder: string): readonly string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8').split('\n').map((line) => line.split(' ')[4]).filter((path) => path?.startsWith(`${folder}/`));
}

function step(what: string, program: string, args: readonly string[]): void {
  try {
    mustRun(program, args);
  } catch (error) {
    throw new Error(`Could not ${what}: ${(error as Error).message}`);
  }
}
