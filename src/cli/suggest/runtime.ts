import { spawn, spawnSync } from 'child_process';
import { FileChange, readDockerDiff, readPodmanDiff } from './changes';
import { Listing, ListingReader } from './listing';
import { RUNTIMES, RuntimeName } from './runtime-names';
import { InputError } from '../../audit/input-error';

/** What a command of the runtime came to. */
export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The container runtime to use.
 *
 * @throws CannotWork where it, or any, is not installed
 */
export function findRuntime(wanted: RuntimeName | undefined): RuntimeName {
  const found = (wanted ? [wanted] : RUNTIMES).find((name) => spawnSync(name, ['--version']).error === undefined);
  if (!found) {
    throw new InputError(wanted
      ? `${wanted} is not installed, or not in the PATH: install it, or leave out --runtime for another`
      : 'there is no container runtime: install podman (in Debian, Ubuntu and Fedora the package is called so; https://podman.io), or docker');
  }
  return found;
}

/** Runs commands of a container runtime. */
export class Runtime {
  /** @param signal gives up every command that runs, and every later one */
  constructor(public readonly name: RuntimeName, private readonly signal: AbortSignal) {}

  /** The same, where nothing is given up. */
  public get persistent(): Runtime {
    return new Runtime(this.name, new AbortController().signal);
  }

  /** Runs a command, whatever it comes to, until it ends or one of the signals comes; for the one given here that is an answer, too. */
  public async run(args: readonly string[], enough?: AbortSignal): Promise<Answer> {
    const stdout: Buffer[] = [];
    const answer = await this.stream(args, (chunk) => stdout.push(chunk), enough);
    return { ...answer, stdout: Buffer.concat(stdout).toString('utf8') };
  }

  /**
   * What a command prints.
   *
   * @throws CannotWork with the runtime's own words where it fails
   */
  public async text(args: readonly string[]): Promise<string> {
    return this.succeeded(args, await this.run(args)).stdout;
  }

  /** The root filesystem of a container, without what lies in volumes. */
  public async listing(container: string): Promise<Listing> {
    const args = ['export', container];
    const reader = new ListingReader();
    this.succeeded(args, { ...await this.stream(args, (chunk) => reader.write(chunk)), stdout: '' });
    return reader.finish();
  }

  /** What has become of a container's root filesystem until now. */
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
      // In a session of its own: Ctrl-C in a terminal is for us, who then decide what becomes of the container.
      const child = spawn(this.name, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
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

/** The end of what a runtime says holds its reason; before that it may tell of layers that it pulls. */
const LAST_LINES = 3;
