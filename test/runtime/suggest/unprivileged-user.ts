/*
 * A user of the machine without any rights, as one who builds images has: with a home, and with the ids that his images' files
 * belong to. Unlike the other runtime tests his podman runs without root, and has its storage in his home.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { attempt, Ran, run } from '../support/command';
import { containersConf } from '../support/machine';

/** How many ids an image's files may belong to. */
const IDS = 65536;

/** Above those that useradd gives out by itself, below those of the user namespaces of the other tests, and others for each worker. */
const FIRST_ID = 2_000_000_000 + Number(process.env.JEST_WORKER_ID ?? 0) * IDS;

/** Another worker adds a user, too. */
const LOCKED = 'cannot lock /etc/';

export class UnprivilegedUser {
  public readonly home = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-user-'));
  private readonly name = `hardened-${process.pid}`;

  constructor() {
    run('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', this.home, '--shell', '/bin/sh', this.name], {}, LOCKED);
    const ids = `${FIRST_ID}-${FIRST_ID + IDS - 1}`;
    run('usermod', ['--add-subuids', ids, '--add-subgids', ids, this.name], {}, LOCKED);
    mkdirSync(join(this.home, 'run'));
    writeFileSync(join(this.home, 'containers.conf'), containersConf());
    this.own();
  }

  /** Copies a folder into the home, by its name. */
  public receive(folder: string, name: string): string {
    const target = join(this.home, name);
    cpSync(folder, target, { recursive: true });
    this.own();
    return target;
  }

  /** Runs a command as this user, in his home or below it. */
  public attempt(command: readonly string[], { cwd = this.home, env = {} }: { cwd?: string; env?: { [name: string]: string } } = {}): Ran {
    const all = { HOME: this.home, XDG_RUNTIME_DIR: join(this.home, 'run'), CONTAINERS_CONF: join(this.home, 'containers.conf'), TMPDIR: this.home, ...env };
    const variables = [...Object.entries(all), ['PODMAN_IGNORE_CGROUPSV1_WARNING', '1']].map(([name, value]) => `${name}=${value}`);
    return attempt('setpriv', [`--reuid=${this.name}`, `--regid=${this.name}`, '--init-groups', '--reset-env', 'env', ...variables, ...command], { cwd });
  }

  /** The same, where it must succeed: answers what it printed. */
  public run(command: readonly string[], options: { cwd?: string; env?: { [name: string]: string } } = {}): string {
    const { code, stdout, stderr } = this.attempt(command, options);
    if (code !== 0) {
      throw new Error(`${command.join(' ')}: exit code ${code}\n${stderr}${stdout}`);
    }
    return stdout;
  }

  public remove(): void {
    this.attempt(['podman', 'pod', 'rm', '--all', '--force', '--time=0']);
    this.attempt(['podman', 'unshare', 'rm', '-rf', join(this.home, '.local')]);
    this.attempt(['podman', 'system', 'migrate']); // ends the process that keeps his namespace
    mountsBelow(this.home).forEach((mount) => attempt('umount', ['--lazy', mount]));
    rmSync(this.home, { recursive: true, force: true });
    run('userdel', [this.name], {}, LOCKED);
  }

  private own(): void {
    run('chown', ['--recursive', `${this.name}:`, this.home]);
  }
}

/** Deepest first. */
function mountsBelow(folder: string): string[] {
  const mounted = readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '');
  return mounted.filter((path) => path.startsWith(`${folder}/`)).sort().reverse();
}
