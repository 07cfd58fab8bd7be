import { execFile } from 'child_process';
import { promisify } from 'util';
import { attempt, Options, PATIENCE, Ran, run } from './command';
import { hardLimits } from './machine';
import { alone, environment, imagesEnvironment } from './storage';

const execute = promisify(execFile);

/** Runs podman, which must succeed, and answers what it printed. */
export function podman(args: readonly string[], options: Options = {}): string {
  return run('podman', args, { env: environment(), ...options });
}

/** The same, however it ends. */
export function tryPodman(args: readonly string[], options: Options = {}): Ran {
  return attempt('podman', args, { env: environment(), ...options });
}

/** Makes an image that several test files use, unless it is there. */
export function makeOnce(tag: string, make: () => void): void {
  alone(tag, () => {
    if (tryPodman(['image', 'exists', tag]).code !== 0) {
      make();
    }
  });
}

/** The kernel refuses to seal the copy that podman makes of itself while it moves the memory of that copy. */
const SEALING = 'sealing memfd copy: Device or resource busy';

export interface BuildOptions {
  /**
   * Whether the build has the machine's network. Nothing is pulled in either case.
   *
   * @default false - no network at all
   */
  readonly network?: boolean;
  /** Further arguments of `podman build`. */
  readonly args?: readonly string[];
}

/**
 * Builds the image of a folder with a Containerfile. All workers have it then.
 *
 * @param tag such as `localhost/probe:1`
 */
export function build(folder: string, tag: string, options: BuildOptions = {}): void {
  const [command, ...args] = buildCommand(folder, tag, options);
  run(command, args, { env: imagesEnvironment(), timeout: PATIENCE }, SEALING);
}

/** The same, while other builds go on. */
export async function buildAlongside(folder: string, tag: string, options: BuildOptions = {}): Promise<void> {
  const [command, ...args] = buildCommand(folder, tag, options);
  const once = () => execute(command, args, { env: imagesEnvironment(), timeout: PATIENCE, maxBuffer: 2 ** 26 });
  try {
    await once();
  } catch (error) {
    if (!(error as Error).message.includes(SEALING)) {
      throw error;
    }
    await once();
  }
}

function buildCommand(folder: string, tag: string, { network = false, args = [] }: BuildOptions): readonly string[] {
  const { files } = hardLimits();
  const options = ['--isolation', 'chroot', '--ulimit', `nofile=${files}:${files}`, '--pull=never', '--layers=false'];
  return [...(network ? [] : ['unshare', '--net']), 'podman', 'build', ...options, ...args, '--tag', tag, folder];
}
