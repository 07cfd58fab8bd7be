import { createHash } from 'crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { BUILT_PROGRAMS, cacheFolder } from './machine-folder';
import { mustRun } from './must-run';
import { GO_TOOLCHAIN } from './pinned';

/** A program of Go modules, which takes minutes and gigabytes of disk to build. */
export interface ProgramToBuild {
  /** With its version. */
  readonly name: string;
  /** `go.mod` with all versions, its `go.sum`, and sources of our own. */
  readonly sources: readonly string[];
  /** What `go build` builds, such as `.`. */
  readonly target: string;
  /** The values of variables that a release sets, such as its version. */
  readonly variables?: Readonly<Record<string, string>>;
  /** An experiment of Go that it needs: https://pkg.go.dev/internal/goexperiment */
  readonly experiment?: string;
}

/**
 * The path of the program. It is built once for the machine, and what was downloaded for it is deleted. A file that is not as it was built
 * is built again.
 */
export function builtProgram(toBuild: ProgramToBuild): string {
  const program = join(cacheFolder(BUILT_PROGRAMS), `${toBuild.name}-${keyOf(toBuild)}`);
  if (CHECKED.has(program)) {
    return program;
  }
  if (!isAsBuilt(program)) {
    mkdirSync(cacheFolder(BUILT_PROGRAMS), { recursive: true });
    console.error(`Building ${toBuild.name} once for this machine, which takes some minutes`);
    build(toBuild, program);
    recordDigest(program);
  }
  CHECKED.add(program);
  return program;
}

/** Programs whose digest this process has compared: they have up to 130 MB. */
const CHECKED = new Set<string>();

const digestOf = (program: string) => `${program}.sha256`;

/** Whether a program is there, and has the digest that it had when it was built. */
export function isAsBuilt(program: string): boolean {
  return existsSync(program) && existsSync(digestOf(program)) && readFileSync(digestOf(program), 'utf8') === sha256(readFileSync(program));
}

export function recordDigest(program: string): void {
  writeFileSync(digestOf(program), sha256(readFileSync(program)));
}

/** Sources, modules and the version of Go decide what is built. */
function keyOf({ sources }: ProgramToBuild): string {
  return `${GO_TOOLCHAIN}-${sha256(...sources.map((path) => readFileSync(path))).slice(0, 16)}`;
}

function build({ sources, target, variables = {}, experiment = '' }: ProgramToBuild, program: string): void {
  const work = mkdtempSync(`${program}-`);
  try {
    sources.forEach((path) => copyFileSync(path, join(work, basename(path))));
    const values = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
    const flags = ['-trimpath', '-buildvcs=false', `-ldflags=${['-s', '-w', ...values].join(' ')}`];
    const env = {
      // Everything below this folder is gone at the end. Go writes modules read-only otherwise.
      GOPATH: join(work, 'path'),
      GOMODCACHE: '',
      GOCACHE: join(work, 'cache'),
      GOTMPDIR: work,
      GOFLAGS: '-modcacherw',
      GOTOOLCHAIN: GO_TOOLCHAIN,
      CGO_ENABLED: '0',
    };
    // A Go that does not know the experiment crashes before it starts the toolchain that does.
    const go = join(mustRun('go', ['env', 'GOROOT'], work, env).trim(), 'bin/go');
    mustRun(go, ['build', ...flags, '-o', 'built-program', target], work, { ...env, GOTOOLCHAIN: 'local', GOEXPERIMENT: experiment });
    chmodSync(join(work, 'built-program'), 0o755);
    renameSync(join(work, 'built-program'), program);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function sha256(...contents: readonly Buffer[]): string {
  const hash = createHash('sha256');
  contents.forEach((content) => hash.update(content));
  return hash.digest('hex');
}
