import { FileChange, readDockerDiff, readPodmanDiff } from './changes';
import { Listing, ListingReader } from './listing';
import { RUNTIMES, RuntimeName } from './runtime-names';
import { singleFile } from './single-file';
import { InputError } from '../../../formats/manifest/input-error';
import { isInstalled } from '../../../tasks/programs/installed';
import { start } from '../../../tasks/programs/start';

/** The outcome of a command of the runtime. */
export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The container runtime to use.
 *
 * @throws InputError if it, or any, is not installed
 */
export function findRuntime(wanted: RuntimeName | undefined, env: NodeJS.ProcessEnv): RuntimeName {
  const found = (wanted ? [wanted] : RUNTIMES).find((name) => isInstalled(name, env));
  if (!found) {
    throw new InputError(wanted
      ? `${wanted} is not installed or not in the PATH: install it, or use another runtime by leaving out --runtime`
      : 'no container runtime found: install podman (https://podman.io; the package is named podman in Debian, Ubuntu and Fedora) or docker');
  }
  return found;
}

/** Runs commands of a container runtime. */
export class Runtime {
  /** @param signal stops every running command, and every later one */
  constructor(public readonly name: RuntimeName, public readonly env: NodeJS.ProcessEnv, private readonly signal: AbortSignal) {}

  /** The same runtime, without the signal. */
  public get persistent(): Runtime {
    return new Runtime(this.name, this.env, new AbortController().signal);
  }

  /** Runs a command until it ends, whatever its exit code. `enough` ends it early, which is not an error. */
  public async run(args: readonly string[], enough?: AbortSignal): Promise<Answer> {
    const stdout: Buffer[] = [];
    const answer = await this.stream(args, (chunk) => stdout.push(chunk), enough);
    return { ...answer, stdout: Buffer.concat(stdout).toString('utf8') };
  }

  /**
   * What a command prints.
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
    this.succeeded(args, { ...await this.stream(args, (chunk) => reader.write(chunk)), stdout: '' });
    return reader.finish();
  }

  /** The text of a file in a container; undefined if there is none. */
  public async file(container: string, path: string): Promise<string | undefined> {
    const archive: Buffer[] = [];
    const { status } = await this.stream(['cp', `${container}:${path}`, '-'], (chunk) => archive.push(chunk));
    return status === 0 ? singleFile(Buffer.concat(archive)) : undefined;
  }

  /** The changes of a container's root filesystem until now. */
  public async changes(container: string): Promise<readonly FileChange[]> {
    return this.name === 'podman'
      ? readPodmanDiff(await this.text(['diff', '--format=json', container]))
      : readDockerDiff(await this.text(['diff', container]));
  }

  private succeeded([command]: readonly string[], answer: Answer): Answer {
    if (answer.status !== 0) {
      const words = answer.stderr.trim().split('\n').slice(-LAST_LINES).join('; ');
      throw new InputError(`${this.name} ${command} failed: ${words || `exit code ${answer.status}`}`);
    }
    return answer;
  }

  private stream(args: readonly string[], take: (chunk: Buffer) => void, enough?: AbortSignal): Promise<Omit<Answer, 'stdout'>> {
    return new Promise((resolve, reject) => {
      this.signal.throwIfAborted();
      // Ctrl-C reaches only this process, which then decides what to do with the container.
      const child = start(this.name, args, this.env);
      const stderr: Buffer[] = [];
      const stop = () => child.kill();
      const signals = [this.signal, ...enough ? [enough] : []];
      signals.forEach((signal) => signal.addEventListener('abort', stop));
      child.stdout.on('data', take);
      child.stderr.on('data', (chunk) => stderr.push(chunk));
      child.on('error', reject);
      child.on('close', (status) => {
        signals.forEach((signal) => signal.removeEventListener('abort', stop));
        if (this.signal.aborted) {
          reject(this.signal.reason);
        } else {
          resolve({ status, stderr: Buffer.concat(stderr).toString('utf8') });
        }
      });
    });
  }
}

/** A runtime prints its reason last, after the progress of a pull. */
const LAST_LINES = 3;
