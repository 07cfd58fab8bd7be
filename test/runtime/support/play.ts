/*
 * Plays Kubernetes manifests with podman, as they are, and fails where podman did not start each container that they ask for.
 *
 *     const app = play(yaml);
 *     app.container('main').exec('cat', '/etc/passwd').stdout
 *     app.down();  // and if a test forgets it: after its file
 */
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Options, Ran } from './command';
import { Playable, playable, PodVolumes, refuseSharedNames } from './playable';
import { podman, tryPodman } from './podman';
import { folder, newFolder } from './storage';
import { waitFor } from './wait';

export interface PlayOptions {
  /** Further arguments of `podman kube play`. */
  readonly args?: readonly string[];
  /** What runs `podman kube play`. */
  readonly run?: typeof podman;
}

const playing = new Set<Played>();

/**
 * Starts all pods of the manifests, without a network, and waits until their init containers have finished and every container has
 * started.
 *
 * @throws where podman fails, an init container does, or a container is missing; nothing is left of the pods then
 */
export function play(yaml: string, { args = [], run = podman }: PlayOptions = {}): Played {
  const what = playable(yaml);
  refuseSharedNames([...what.pods, ...[...playing].flatMap((other) => other.what.pods)]);
  const played = new Played(what);
  playing.add(played);
  try {
    what.pods.forEach(({ volumes }) => makeSubPaths(volumes));
    start(played, args, run);
    played.checkThatAllStarted();
  } catch (error) {
    const logs = played.failedInitContainers().map((container) => `\n${container.name} says: ${container.logs()}`);
    played.down();
    throw new Error(`${(error as Error).message}${logs.join('')}`);
  }
  return played;
}

/** On a busy machine runc's first process may die before it has done anything: no fault of the manifests, which are started once more. */
const STILLBORN = 'waiting for init preliminary setup';

function start({ file, what }: Played, args: readonly string[], run: typeof podman): void {
  try {
    run(['kube', 'play', '--network', 'none', '--quiet', ...args, file]);
  } catch (error) {
    const { message } = error as Error;
    if (!message.includes(STILLBORN)) {
      throw error;
    }
    console.warn(`STARTED AGAIN: ${message}`);
    podman(['pod', 'start', ...what.pods.map(({ name }) => name)]);
  }
}

/** A kubelet makes the directory of a volume that a container mounts. podman wants to find it. */
function makeSubPaths({ disks, fsGroup = 0 }: PodVolumes): void {
  for (const [name, { mode, subPaths }] of Object.entries(disks)) {
    if (subPaths.length > 0) {
      podman(['volume', 'create', '--ignore', name]);
      const data = podman(['volume', 'inspect', '--format', '{{.Mountpoint}}', name]).trim();
      subPaths.map((subPath) => join(data, subPath)).filter((path) => !existsSync(path)).forEach((path) => {
        mkdirSync(path, { recursive: true });
        chownSync(path, 0, fsGroup);
        chmodSync(path, mode);
      });
    }
  }
}

/** Takes down whatever a test has left playing. */
export function downAll(): void {
  playing.forEach((played) => played.down());
}

/** What `play` has started. */
export class Played {
  public readonly file = join(newFolder('play'), 'manifests.yaml');

  constructor(public readonly what: Playable) {
    writeFileSync(this.file, what.yaml);
    what.pods.forEach(({ hostname, volumes }) => writeFileSync(join(folder(), 'plays', `${hostname}.json`), JSON.stringify(volumes)));
  }

  /**
   * A container by the name it has in its pod, or by `<pod>-<container>` where several pods have one of that name. An init container
   * that succeeded is gone, and knows only its exit code.
   */
  public container(name: string): PlayedContainer {
    const found = this.containers().filter((container) => container.name === name || container.shortName === name);
    if (found.length !== 1) {
      throw new Error(`${found.length} containers are called "${name}"; there are ${this.containers().map((each) => each.name).join(', ')}`);
    }
    return found[0];
  }

  /** Every container, init containers too, by pods. */
  public containers(): PlayedContainer[] {
    return this.what.pods.flatMap(({ name: pod, initContainers, containers }) => [...initContainers, ...containers]
      .map((container) => new PlayedContainer(pod, container)));
  }

  public checkThatAllStarted(): void {
    const all = allEvents();
    const absent = this.containers().filter((container) => !container.hasStarted(all));
    if (absent.length > 0) {
      throw new Error(`podman did not start ${absent.map(({ name }) => name).join(', ')}, and did not say so`);
    }
  }

  public failedInitContainers(): PlayedContainer[] {
    return this.what.pods.flatMap(({ name, initContainers }) => initContainers.map((container) => new PlayedContainer(name, container)))
      .filter((container) => container.hasFailed());
  }

  /** Ends and removes the pods, and their PVCs unless they are to be kept for the next play. */
  public down({ keepClaims = false } = {}): void {
    if (playing.delete(this)) {
      tryPodman(['pod', 'rm', '--force', '--time', '0', ...this.what.pods.map(({ name }) => name)]); // no polite stop of ten seconds
      tryPodman(['kube', 'down', ...(keepClaims ? [] : ['--force']), this.file]);
      // It leaves volumes whose manifests it has not seen, and the files of Secrets: the next play would find them.
      const gone = this.what.pods.flatMap(({ volumes: { disks, files } }) => [
        ...Object.keys(disks).filter((name) => !(disks[name].isClaim && keepClaims)),
        ...files,
      ]);
      tryPodman(['volume', 'rm', '--force', ...gone]);
    }
  }
}

export class PlayedContainer {
  /** As podman knows it. */
  public readonly name: string;

  constructor(public readonly pod: string, public readonly shortName: string) {
    this.name = `${pod}-${shortName}`;
  }

  /** Runs a command in it, as its user, however that ends. */
  public exec(...command: readonly string[]): Ran {
    return this.execWith({}, ...command);
  }

  public execWith(options: Options, ...command: readonly string[]): Ran {
    return tryPodman(['exec', ...(options.input === undefined ? [] : ['--interactive']), this.name, ...command], options);
  }

  /** What it printed so far, on stdout and stderr. */
  public logs(): string {
    const { stdout, stderr } = tryPodman(['logs', this.name]);
    return stdout + stderr;
  }

  /** Waits until it has printed a line, and answers all that it printed. */
  public waitForLine(line: string, timeoutSeconds = 60): string {
    return waitFor(timeoutSeconds, () => {
      const logs = this.logs();
      return logs.split('\n').includes(line) ? logs : undefined;
    }, () => `${this.name} has not printed "${line}". It says: ${this.logs()}`);
  }

  /** Waits for its end. One that is restarted again and again has an end, too: its first. */
  public exitCode(timeoutSeconds = 60): number {
    const ended = () => this.events().find(({ Status }) => Status === 'died')?.ContainerExitCode;
    return waitFor(timeoutSeconds, ended, () => `${this.name} has not ended. It says: ${this.logs()}`);
  }

  public isRunning(): boolean {
    return tryPodman(['inspect', '--type', 'container', '--format', '{{.State.Status}}', this.name]).stdout.trim() === 'running';
  }

  public hasStarted(all = allEvents()): boolean {
    return this.events(all).some(({ Status }) => Status === 'start');
  }

  public hasFailed(): boolean {
    return this.events().some(({ Status, ContainerExitCode }) => Status === 'died' && ContainerExitCode !== 0);
  }

  /** `podman inspect` of it. */
  public inspect(): any {
    return JSON.parse(podman(['inspect', '--type', 'container', this.name]))[0];
  }

  /** What happened to it, oldest first: of the last container of its name, since a test may play the same pod again. */
  private events(all = allEvents()): PodmanEvent[] {
    const last = all.filter(({ Name, Status }) => Name === this.name && Status === 'create').pop();
    return all.filter(({ ID }) => ID === last?.ID);
  }
}

/** What happened to containers in this run. */
function allEvents(): PodmanEvent[] {
  const lines = tryPodman(['events', '--stream=false', '--format', 'json', '--filter', 'type=container']).stdout;
  return lines.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

interface PodmanEvent {
  readonly ID: string;
  readonly Name: string;
  readonly Status: string;
  readonly ContainerExitCode: number;
}
