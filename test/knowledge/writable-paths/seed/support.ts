import { ChildProcess, spawn, spawnSync, SpawnSyncReturns } from 'child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { SEED_SCRIPT } from '../../../../src/knowledge/writable-paths/seed-script';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';

/** What the script may call: nothing else is on the PATH that it runs with. */
const PROGRAMS = ['sh', 'cp', 'mv', 'mkdir', 'chmod', 'rm', 'ls'];

/** Where a program of each set is installed. */
export const TOOLS = {
  /** What an Alpine image has. */
  busybox: () => {
    requirePackages({ 'busybox-static': SLOW_PACKAGES['busybox-static'] });
    return find('busybox');
  },
  /** The POSIX utilities of this machine: those of a Debian image, where the machine is a Debian. */
  machine: (program: string) => find(program),
};

/** A user that is not root, to run as where the tests run as root: root can read and write everything. */
const USER = 43210;
const IS_ROOT = process.getuid?.() === 0;
const AS_USER = IS_ROOT ? { uid: USER, gid: USER } : {};

function find(program: string): string {
  return ['/usr/bin', '/bin'].map((directory) => join(directory, program)).find(existsSync)!;
}

export interface Run {
  readonly image?: string;
  /** Name of the pod. */
  readonly pod?: string;
  /** What follows the image; one copy to `volume/conf` where absent. */
  readonly args?: readonly string[];
}

/** A directory with an image's `source` and a `volume`, and the tools to fill one from the other. */
export class Workshop {
  public readonly root = mkdtempSync(join(tmpdir(), 'seed-'));
  public readonly source = join(this.root, 'image', 'conf');
  public readonly volume = join(this.root, 'volume');
  public readonly target = join(this.volume, 'conf');
  private readonly bin = join(this.root, 'bin');

  constructor(toolsOf: (program: string) => string) {
    [this.source, this.volume, this.bin].forEach((directory) => mkdirSync(directory, { recursive: true }));
    PROGRAMS.forEach((program) => symlinkSync(toolsOf(program), join(this.bin, program)));
    if (IS_ROOT) {
      [this.root, this.volume].forEach((directory) => chownSync(directory, USER, USER));
    }
  }

  /** Fills the source: text is a file, an object a directory. */
  public write(tree: Tree, directory = this.source): void {
    for (const [name, content] of Object.entries(tree)) {
      const path = join(directory, name);
      if (typeof content === 'string') {
        writeFileSync(path, content);
      } else {
        mkdirSync(path);
        this.write(content, path);
      }
      this.give(path);
    }
  }

  /** Makes the user the owner. */
  public give(path: string): void {
    if (IS_ROOT) {
      chownSync(path, USER, USER);
    }
  }

  public seed(run: Run = {}): SpawnSyncReturns<string> {
    const [command, args, env] = this.command(run);
    return spawnSync(command, args, { ...AS_USER, cwd: this.root, env, encoding: 'utf8' });
  }

  /** The same, in a process group of its own: to be killed, or to run beside others. */
  public start(run: Run = {}): ChildProcess {
    const [command, args, env] = this.command(run);
    return spawn(command, args, { ...AS_USER, cwd: this.root, env, stdio: 'ignore', detached: true });
  }

  /** Puts a script in the place of a program, which it may call as `$real`. */
  public replace(program: string, script: string): void {
    const path = join(this.bin, program);
    const real = readlinkSync(path);
    rmSync(path);
    writeFileSync(path, `#!${join(this.bin, 'sh')}\nreal=${real}\n${script}`, { mode: 0o755 });
  }

  /** Empties the volume. */
  public empty(): void {
    readdirSync(this.volume).forEach((name) => rmSync(join(this.volume, name), { recursive: true }));
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private command({ image = 'app:1', pod = 'pod-1', args = [this.source, 'volume/conf'] }: Run): [string, string[], NodeJS.ProcessEnv] {
    return [join(this.bin, 'sh'), ['-c', SEED_SCRIPT, 'seed', image, ...args], { HOSTNAME: pod, PATH: this.bin }];
  }
}

export interface Tree {
  readonly [name: string]: string | Tree;
}

/** All that lies in a directory: files by their text, links by where they lead. */
export function treeOf(directory: string): Tree {
  return Object.fromEntries(readdirSync(directory).map((name) => {
    const path = join(directory, name);
    const stat = lstatSync(path);
    return [name, stat.isSymbolicLink() ? `-> ${readlinkSync(path)}` : stat.isDirectory() ? treeOf(path) : readFileSync(path, 'utf8')];
  }));
}
