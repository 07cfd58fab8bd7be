import { FileChange, readDockerDiff, readPodmanDiff } from './changes';
import { Listing, ListingReader } from './listing';
import { RUNTIMES, RuntimeName } from './runtime-names';
import { singleFile } from './single-file';
import { InputError } from '../../../formats/manifest/input-error';
import { Answer } from '../../../tasks/programs/answer';
import { ask, Reading } from '../../../tasks/programs/ask';
import { isInstalled } from '../../../tasks/programs/installed';

/** The outcome of a command of the runtime. */
export interface RuntimeAnswer extends Omit<Answer, 'stdout'> {
  readonly stdout: string;
}

const MEBIBYTE = 1024 ** 2;

/** The timeout in hours, because a command may pull a large image. */
const HOURS = 2;

/** Maximum output of a command in bytes, more than any log, file or list of changes. */
const MAX_OUTPUT = 256 * MEBIBYTE;

/** The largest filesystem that is read, in bytes: only the names of its files are kept. */
const MAX_FILESYSTEM = MEBIBYTE ** 2;

/**
 * The container runtime to use.
 *
 * @throws InputError if the wanted runtime, or every runtime, is missing
 */
export function findRuntime(wanted: RuntimeName | undefined, env: NodeJS.ProcessEnv): RuntimeName {
  const found = (wanted ? [wanted] : RUNTIMES).find((name) => isInstalled(name, env));
  if (!found) {
    throw new InputError(wanted
      ? `${wanted} is not installed or not in the PATH: install it, or use another runtime by leaving out --runtime`
      : 'no container runtime found: install podman (https://podman.io; the package podman in Debian, Ubuntu and Fedora) or docker');
  }
  return found;
}

/** Runs commands of a container runtime. */
export class Runtime {
  /** @param signal stops all running and later commands */
  constructor(public readonly name: RuntimeName, public readonly env: NodeJS.ProcessEnv, private readonly signal: AbortSignal) {}

  /** The same runtime, without the signal. */
  public get persistent(): Runtime {
    return new Runtime(this.name, this.env, new AbortController().signal);
  }

  /** Runs a command until it ends, with any exit code. `enough` ends it early without an error. */
  public async run(args: readonly string[], enough?: AbortSignal): Promise<RuntimeAnswer> {
    return withText(await this.ask(args, MAX_OUTPUT, {}, enough));
  }

  /**
   * The output of a command.
   *
   * @throws InputError with the runtime's own words if it fails
   */
  public async text(args: readonly string[]): Promise<string> {
    return this.succeeded(args, await this.run(args)).stdout;
  }

  /** The root filesystem of a container, without the contents of volumes. */
  public async listing(container: string): Promise<Listing> {
    const args = ['export', container];
    const reader = new ListingReader();
    this.succeeded(args, withText(await this.ask(args, MAX_FILESYSTEM, { take: (chunk) => reader.write(chunk) })));
    return reader.finish();
  }

  /** The text of a file in a container; undefined if there is none. */
  public async file(container: string, path: string): Promise<string | undefined> {
    const { status, stdout } = await this.ask(['cp', `${container}:${path}`, '-'], MAX_OUTPUT);
    return status === 0 ? singleFile(stdout) : undefined;
  }

  /** The changes of a container's root filesystem until now. */
  public async changes(container: string): Promise<readonly FileChange[]> {
    return this.name === 'podman'
      ? readPodmanDiff(await this.text(['diff', '--format=json', container]))
      : readDockerDiff(await this.text(['diff', container]));
  }

  private succeeded([command]: readonly string[], answer: RuntimeAnswer): RuntimeAnswer {
    if (answer.status !== 0) {
      const words = answer.ended ? limitText(answer.ended) : answer.stderr.trim().split('\n').slice(-LAST_LINES).join('; ');
      throw new InputError(`${this.name} ${command} failed: ${words || `exit code ${answer.status}`}`);
    }
    return answer;
  }

  /** Runs the runtime, without passing on Ctrl-C: only this process gets the signal, and decides about the container. */
  private async ask(args: readonly string[], output: number, reading: Reading = {}, enough?: AbortSignal): Promise<Answer> {
    const signal = enough ? AbortSignal.any([this.signal, enough]) : this.signal;
    // Commands that wait for a container have no timeout.
    const limits = { timeout: enough ? Infinity : HOURS * 3_600_000, output, signal };
    try {
      return await ask(this.name, args, this.env, limits, { ...reading, abort: (child) => child.kill() });
    } catch (error) {
      if (enough?.aborted && !this.signal.aborted) {
        return { status: null, stdout: Buffer.alloc(0), stderr: '' };
      }
      throw error;
    }
  }
}

function limitText(ended: NonNullable<Answer['ended']>): string {
  return ended === 'size' ? 'it prints too much' : `it takes longer than ${HOURS} hours`;
}

function withText(answer: Answer): RuntimeAnswer {
  return { ...answer, stdout: answer.stdout.toString() };
}

/** Lines of the output that may have the reason of a failure. The progress of a pull comes before them. */
const LAST_LINES = 3;
