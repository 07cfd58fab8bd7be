import { randomUUID } from 'crypto';
import { allChanges, FileChange, withoutMounts } from './changes';
import { Interruption } from './interruption';
import { Listing } from './listing';
import { imageFiles, withoutPreparation } from './preparation';
import { Runtime } from './runtime';
import { Ending, Lasting, watch } from './watch';
import { asArray, asObject, asString, JsonObject } from '../../manifest/json';
import { normalisePath } from '../../manifest/paths';

/** What to run, and how. */
export interface RunRequest extends Lasting {
  readonly image: string;
  /** In place of the image's own CMD. */
  readonly command: readonly string[];
  /** As the runtime takes it: `uid`, `uid:gid` or a name. */
  readonly user?: string;
  /** `NAME=value`, or `NAME` for the value that it has here. */
  readonly env: readonly string[];
  readonly network?: string;
  /** Further options of the runtime's `create`. */
  readonly runOptions: readonly string[];
}

/** What was observed of a run. */
export interface SeenRun {
  readonly before: Listing;
  readonly after: Listing;
  readonly changes: readonly FileChange[];
  /** Normalized paths that the image declares as `VOLUME`. */
  readonly volumes: readonly string[];
  /** Normalized paths where the user mounted a volume or a directory of the host. */
  readonly mounts: readonly string[];
  /** From `--user`, or else the image's USER. */
  readonly user?: string;
  /** Whether podman had to add that user to /etc/passwd. */
  readonly isUnknownUser: boolean;
  /** The image's own ENTRYPOINT. */
  readonly entrypoint: readonly string[];
  readonly ending: Ending;
  /** The last lines of the container's log. */
  readonly log: readonly string[];
}

/**
 * Hardened workloads mount a volume there, whether the image has the directory or not. This run does too, so that a rename out of /tmp
 * fails in both. Podman copies the image's files into it.
 */
const TEMPORARY_MOUNT = '--tmpfs=/tmp:exec,mode=1777';

const STOP_SECONDS = '5';
const LOG_LINES = '10';

/** Podman mounts several tmpfs for what looks like an init; a kubelet does not. */
const OPTIONS = { podman: ['--systemd=false'], docker: [] };

/** Docker kills what it removes; podman would first wait for it to end. */
const REMOVAL = { podman: ['--time=0'], docker: [] };

/**
 * Runs an image with a writable root filesystem, and records what changes there. Its container is removed, whatever happens.
 *
 * @param warn takes a line for the user
 * @throws InputError with the runtime's own words
 */
export async function observe(
  runtime: Runtime,
  request: RunRequest,
  interruption: Interruption,
  warn: (line: string) => void,
): Promise<SeenRun> {
  const container = `cdk8s-hardened-${randomUUID()}`;
  try {
    await create(runtime, container, request);
    await prepare(runtime, container);
    const prepared = await runtime.listing(container);
    const preparation = await runtime.changes(container);
    const config = await configOf(runtime, request.image);
    const volumes = Object.keys(asObject(config.Volumes)).map(normalisePath);
    await runtime.text(['start', container]);
    const { mounts, lasting } = await mountsOf(runtime, container);
    const [ending, running] = await interruption.during((ended) => watch(runtime, container, request, ended));
    await runtime.text(['stop', '-t', STOP_SECONDS, container]);
    const after = await runtime.listing(container);
    const changes = allChanges(running, await runtime.changes(container));
    return {
      before: imageFiles(prepared, preparation),
      after,
      changes: withoutMounts(withoutPreparation(changes, preparation, prepared, after), mounts),
      volumes,
      mounts: lasting.filter((path) => !volumes.includes(path)),
      user: request.user ?? asString(config.User),
      isUnknownUser: preparation.some(({ path }) => path === '/etc/passwd'),
      entrypoint: asArray(config.Entrypoint).map(String),
      ending,
      log: await logOf(runtime, container),
    };
  } finally {
    await remove(runtime, container, warn);
  }
}

async function create(runtime: Runtime, container: string, request: RunRequest): Promise<void> {
  const { image, command, user, env, network, runOptions } = request;
  await runtime.text([
    'create',
    `--name=${container}`,
    '--label=cdk8s-hardened=suggest-paths',
    '--read-only=false',
    ...OPTIONS[runtime.name],
    ...user === undefined ? [] : [`--user=${user}`],
    ...network === undefined ? [] : [`--network=${network}`],
    ...env.map((variable) => `--env=${variable}`),
    ...runOptions.some(isTemporaryMount) ? [] : [TEMPORARY_MOUNT],
    ...runOptions,
    image,
    ...command,
  ]);
}

/** Whether an option of the runtime mounts something at /tmp; runtimes refuse to mount two there. */
function isTemporaryMount(option: string): boolean {
  return /(?:^|[=:])\/tmp\/?(?:$|,|:(?!\/))/.test(option);
}

/** Lets podman prepare the container without starting the program; Docker changes no files before the start. */
async function prepare(runtime: Runtime, container: string): Promise<void> {
  if (runtime.name === 'podman') {
    await runtime.text(['init', container]);
  }
}

/** Removes a container and its volumes, if there is one; also after a signal has stopped everything else. */
async function remove(runtime: Runtime, container: string, warn: (line: string) => void): Promise<void> {
  const { status, stderr } = await runtime.persistent.run(['rm', '--force', '--volumes', ...REMOVAL[runtime.name], container]);
  if (status !== 0 && !/no such container/i.test(stderr)) {
    warn(`${runtime.name} could not remove the container ${container}: ${stderr.trim()}`);
  }
}

/** The configuration of the image. */
async function configOf(runtime: Runtime, image: string) {
  return asObject(JSON.parse(await runtime.text(['image', 'inspect', '--format={{json .Config}}', image])));
}

/** All mounts of the container, and those that can outlive it. */
async function mountsOf(runtime: Runtime, container: string): Promise<{ mounts: readonly string[]; lasting: readonly string[] }> {
  const [inspected] = asArray(JSON.parse(await runtime.text(['inspect', '--type=container', container]))).map(asObject);
  const mounts = asArray(inspected.Mounts).map(asObject);
  const pathsOf = (some: readonly JsonObject[]) => some.map(({ Destination }) => normalisePath(String(Destination)));
  return {
    mounts: [...pathsOf(mounts), ...Object.keys(asObject(asObject(inspected.HostConfig).Tmpfs)).map(normalisePath)],
    lasting: pathsOf(mounts.filter(({ Type }) => Type === 'bind' || Type === 'volume')),
  };
}

/** The log is empty if the log driver cannot be read. */
async function logOf(runtime: Runtime, container: string): Promise<readonly string[]> {
  const { stdout, stderr } = await runtime.run(['logs', '--tail', LOG_LINES, container]);
  return (stdout + stderr).split('\n').filter((line) => line.trim() !== '');
}
