import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { DEBIAN_RELEASE, DebianPackage } from './pinned';

type Packages = Readonly<Record<string, DebianPackage>>;

const PATIENCE = 10 * 60_000;

/**
 * Installs the packages that are missing.
 *
 * @throws Error if this user cannot install them. The message has the command that does.
 */
export function installPackages(packages: Packages): void {
  const wanted = missing(packages);
  if (wanted.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw notInstalled(wanted);
  run('apt-get', 'update', '-qq');
  run(...installation(wanted), '-qq');
  const absent = missing(packages);
  if (absent.length > 0) {
    throw new Error(`"${installation(wanted).join(' ')}" succeeded, but these packages have none of their files: ${absent.join(', ')}`);
  }
}

/**
 * @throws Error if a package is not installed, with the command that installs it: a test that is skipped proves nothing
 */
export function requirePackages(packages: Packages): void {
  const absent = missing(packages);
  if (absent.length > 0) throw notInstalled(absent);
}

/** The upstream versions of installed packages, as Debian numbers them. Programs that Debian did not install have none. */
export function installedVersions(packages: Packages): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(packages).map((name) => {
    const { status, stdout } = spawnSync('dpkg-query', ['--show', '--showformat', '${Version}', name], { encoding: 'utf8' });
    return [name, status === 0 ? upstreamVersion(stdout) : 'not of Debian'];
  }));
}

/** The packages whose installed version is not the pinned one, each as a sentence. */
export function unexpectedVersions(packages: Packages, installed: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(packages)
    .filter(([name, { version }]) => !['any', 'newest'].includes(version) && !isRelease(installed[name], version))
    .map(([name, { version }]) => `${name} is ${installed[name]}, but test/programs/pinned.ts has ${version} of Debian ${DEBIAN_RELEASE}`);
}

/** `1:1.37.0-6+b9` is 1.37.0, and `5.4.2+ds1-2` is 5.4.2. */
export function upstreamVersion(version: string): string {
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '').replace(/[+~].*$/, '');
}

function isRelease(installed: string, pinned: string): boolean {
  return installed === pinned || installed.startsWith(`${pinned}.`);
}

function missing(packages: Packages): readonly string[] {
  return Object.keys(packages).filter((name) => !packages[name].files.some((file) => existsSync(file)));
}

function notInstalled(names: readonly string[]): Error {
  const command = installation(names).join(' ');
  return new Error(`Not installed: ${names.join(', ')}. \`npx projen ci:shell\` opens a shell that has them. Or on Debian ${DEBIAN_RELEASE}, run as root: ${command}`);
}

function installation(names: readonly string[]): [string, ...string[]] {
  return ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
}

function run(program: string, ...args: readonly string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', env, input: '', timeout: PATIENCE });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')}: ${error?.message ?? `exit code ${status}`}\n${stderr}${stdout}`);
  return stdout;
}
