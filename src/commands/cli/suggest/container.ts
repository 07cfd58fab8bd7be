import { randomUUID } from 'crypto';
import { Runtime } from './runtime';
import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { normalizePath } from '../../../formats/manifest/paths';
import { redactorOf } from '../../../tasks/doctor/redact';

/** The settings of a container. */
export interface ContainerRequest {
  readonly image: string;
  /** Replaces the CMD of the image. */
  readonly command: readonly string[];
  /** The user in the form of the runtime: `uid`, `uid:gid` or a name. */
  readonly user?: string;
  /** Each `NAME=value`, or `NAME` for the value in the environment of this process. */
  readonly env: readonly string[];
  /** Further options of the runtime's `create`. */
  readonly runOptions: readonly string[];
}

/** Options for a removal without delay. Docker kills the container at once, but podman would wait. */
const REMOVAL = { podman: ['--time=0'], docker: [] };

export const LOG_LINES = 10;

export function newName(): string {
  return `cdk8s-hardened-${randomUUID()}`;
}

/**
 * @param options come before the options of the user, which override them
 * @throws InputError with the runtime's own words
 */
export async function createContainer(
  runtime: Runtime,
  container: string,
  { image, command, user, env, runOptions }: ContainerRequest,
  options: readonly string[],
): Promise<void> {
  await runtime.text([
    'create',
    `--name=${container}`,
    '--label=cdk8s-hardened=suggest-paths',
    ...options,
    ...user === undefined ? [] : [`--user=${user}`],
    ...env.map((variable) => `--env=${variable}`),
    ...runOptions,
    image,
    ...command,
  ]);
}

/** Removes a container with its volumes, if it exists, even after a signal has stopped all other work. */
export async function removeContainer(runtime: Runtime, container: string, warn: (line: string) => void): Promise<void> {
  const { status, stderr } = await runtime.persistent.run(['rm', '--force', '--volumes', ...REMOVAL[runtime.name], container]);
  if (status !== 0 && !/no such container/i.test(stderr)) {
    warn(`${runtime.name} could not remove the container ${container}: ${stderr.trim()}`);
  }
}

/** The configuration of a pulled image. */
export interface InspectedConfig {
  /** Its USER. */
  readonly user?: string;
  /** Normalized paths of VOLUME. */
  readonly volumes: readonly string[];
  readonly entrypoint: readonly string[];
  /** The TCP ports of EXPOSE. */
  readonly ports: readonly number[];
}

export async function configOf(runtime: Runtime, image: string): Promise<InspectedConfig> {
  const { User, Volumes, Entrypoint, ExposedPorts } = asObject(JSON.parse(
    await runtime.text(['image', 'inspect', '--format={{json .Config}}', image])));
  return {
    user: asString(User),
    volumes: Object.keys(asObject(Volumes)).map(normalizePath),
    entrypoint: asArray(Entrypoint).map(String),
    ports: Object.keys(asObject(ExposedPorts)).flatMap((port) => /^\d+(?:\/tcp)?$/.test(port) ? parseInt(port, 10) : []),
  };
}

/** The state of a started container, as the runtime describes it. */
export interface Inspected {
  /** All paths where something is mounted. */
  readonly mounts: readonly string[];
  /** The mounts that the user asked for: volumes and directories of the host. */
  readonly lasting: readonly string[];
  /** The program of the container, and its arguments. */
  readonly words: readonly string[];
  readonly workdir: string;
  /** The process id on this machine; 0 if it does not run. */
  readonly pid: number;
}

/** @param volumes the paths of VOLUME, where runtimes mount volumes without a name */
export async function inspect(runtime: Runtime, container: string, volumes: readonly string[]): Promise<Inspected> {
  const [inspected] = asArray(JSON.parse(await runtime.text(['inspect', '--type=container', container]))).map(asObject);
  const mounts = asArray(inspected.Mounts).map(asObject);
  const pathOf = ({ Destination }: JsonObject) => normalizePath(String(Destination));
  const isOfImage = (mount: JsonObject) => volumes.includes(pathOf(mount)) && NO_NAME.test(String(mount.Name));
  return {
    mounts: [...mounts.map(pathOf), ...Object.keys(asObject(asObject(inspected.HostConfig).Tmpfs)).map(normalizePath)],
    lasting: mounts.filter((mount) => (mount.Type === 'bind' || mount.Type === 'volume') && !isOfImage(mount)).map(pathOf),
    words: [inspected.Path, ...asArray(inspected.Args)].map(String),
    workdir: normalizePath(asString(asObject(inspected.Config).WorkingDir) || '/'),
    pid: Number(asObject(inspected.State).Pid) || 0,
  };
}

/** The random name that runtimes give to an anonymous volume. */
const NO_NAME = /^[0-9a-f]{64}$/;

/** The last lines of the log, with secrets hidden; empty if the log driver cannot be read. */
export async function logOf(
  runtime: Runtime, container: string, { env, command }: Pick<ContainerRequest, 'env' | 'command'>, lines = LOG_LINES,
): Promise<readonly string[]> {
  const { stdout, stderr } = await runtime.run(['logs', '--tail', String(lines), container]);
  const hide = redactorOf([{ env: env.map(variableOf), args: [...command] }]);
  return (stdout + stderr).split('\n').filter((line) => line.trim() !== '').map((line) => hide(line));
}

function variableOf(assignment: string): JsonObject {
  const [name, ...value] = assignment.split('=');
  return { name, value: value.join('=') };
}
