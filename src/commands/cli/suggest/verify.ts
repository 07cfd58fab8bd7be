import type { HttpAnswer } from './ask';
import { createContainer, inspect, LOG_LINES, logOf, newName, removeContainer } from './container';
import { differences } from './differences';
import { emptyMount, hardenedOptions, isMountAt, READ_ONLY } from './hardened-options';
import { RunContext, prepare, probeOptions, RunRequest, SeenRun, watched } from './observe';
import { textOfIds, workloadIds } from './run-as';
import { SuggestedPath } from './suggestion';
import { Ending } from './watch';
import { InputError } from '../../../formats/manifest/input-error';
import { DEFAULT_WRITABLE_PATH } from '../../../knowledge/writable-paths/declared-path';

/** The outcome of a run with the suggested paths. */
export interface RunVerification {
  /** The ids of the user. */
  readonly user: string;
  readonly ending?: Ending;
  /** The differences from the first run; empty if there are none. */
  readonly differences: readonly string[];
  /** Lines of the log about the read-only root filesystem. */
  readonly refusedWrites: readonly string[];
  /** The last lines of the log. */
  readonly log: readonly string[];
}

/** A volume that is filled with the image's files at a path. */
interface FilledVolume {
  readonly name: string;
  readonly path: string;
}

const VOLUMES = '/cdk8s-hardened/volumes';

/** The error of Linux for a write on a read-only filesystem. */
const REFUSED = /read-only file ?system|EROFS/i;

/** The number of log lines that are searched for an error, and the number that are reported. */
const SEARCHED = 1000;
const SHOWN = 3;

/**
 * Runs the image once more, as its hardened workload does: with a read-only root filesystem, as a user that is not root, and with volumes
 * at the suggested paths. Its container and its volumes are removed, whatever happens.
 *
 * @throws InputError with the runtime's own words
 */
export async function verify(
  request: RunRequest, first: SeenRun, paths: readonly SuggestedPath[], course: RunContext,
): Promise<RunVerification> {
  const { runtime, warn } = course;
  const ids = workloadIds(first.user);
  const user = textOfIds(ids);
  const volumes = paths.filter(({ isSeeded }) => isSeeded).map(({ path }): FilledVolume => ({ name: newName(), path }));
  const container = newName();
  try {
    const seeding = await seed(request, volumes, user, course);
    if (seeding !== undefined) {
      return { user, differences: [`the image's files could not be copied: ${seeding}`], refusedWrites: [], log: [] };
    }
    await createContainer(runtime, container, { ...request, user }, [
      ...READ_ONLY[runtime.name],
      ...hardenedOptions(runtime.name, request),
      ...probeOptions(request, runtime),
      ...emptyPaths(request, paths).map((path) => emptyMount(runtime.name, path)),
      ...volumes.map(({ name, path }) => `--volume=${name}:${path}:nocopy`),
    ]);
    const failure = await started(container, course);
    if (failure !== undefined) {
      return { user, differences: [failure], refusedWrites: [], log: [] };
    }
    const { pid } = await inspect(runtime, container, first.volumes);
    const { answer } = first.ending;
    const isSame = ({ status, body }: HttpAnswer) => status === answer?.status && body === answer.body;
    const [ending] = await watched(container, request, course, pid, isSame);
    const log = await logOf(runtime, container, request, SEARCHED);
    const isNew = (line: string) => REFUSED.test(line) && !first.log.includes(line);
    return {
      user,
      ending,
      differences: differences(first.ending, ending, request.probe?.text),
      refusedWrites: [...new Set(log.filter(isNew))].slice(0, SHOWN),
      log: log.slice(-LOG_LINES),
    };
  } finally {
    await removeContainer(runtime, container, warn);
    for (const { name } of volumes) {
      await runtime.persistent.run(['volume', 'rm', '--force', name]);
    }
  }
}

/** The paths of volumes that are empty at first, with /tmp. */
function emptyPaths({ runOptions }: RunRequest, paths: readonly SuggestedPath[]): readonly string[] {
  const empty = paths.filter(({ isSeeded }) => !isSeeded).map(({ path }) => path);
  const temporary = DEFAULT_WRITABLE_PATH.path;
  const isMounted = paths.some(({ path }) => path === temporary) || runOptions.some((option) => isMountAt(option, temporary));
  return isMounted ? empty : [temporary, ...empty];
}

/** Starts the program. Returns the reason of the runtime if it does not start. */
async function started(container: string, { runtime, interruption }: RunContext): Promise<string | undefined> {
  try {
    await prepare(runtime, container);
    await runtime.text(['start', container]);
    return undefined;
  } catch (error) {
    if (error instanceof InputError && !interruption.everything.aborted) {
      return `it does not start: ${error.message}`;
    }
    throw error;
  }
}

/**
 * Fills volumes as a seed of a hardened workload does: with programs of the image, as the user of the workload, who owns them.
 *
 * @returns why it failed
 */
async function seed(
  { image }: RunRequest,
  volumes: readonly FilledVolume[],
  user: string,
  { runtime }: RunContext,
): Promise<string | undefined> {
  if (volumes.length === 0) {
    return undefined;
  }
  const mounts = volumes.map(({ name }, index) => `--volume=${name}:${VOLUMES}/${index}:nocopy`);
  const run = async (as: string, options: readonly string[], script: string, args: readonly string[]) => {
    const { status, stderr, stdout } = await runtime.run([
      'run', '--rm', '--label=cdk8s-hardened=suggest-paths', '--network=none', '--cap-drop=all', '--security-opt=no-new-privileges',
      ...READ_ONLY[runtime.name],
      `--user=${as}`, '--entrypoint=sh', ...options, ...mounts, image, '-c', script, 'sh', ...args,
    ]);
    return status === 0 ? undefined : (stderr + stdout).trim().split('\n').at(-1) || `exit code ${status}`;
  };
  const targets = volumes.map((_, index) => `${VOLUMES}/${index}`);
  return await run('0:0', ['--cap-add=CHOWN'], 'chown "$@"', [user, ...targets])
    ?? run(user, [], COPY, volumes.flatMap(({ path }, index) => [path, targets[index]]));
}

/** The copy command of src/knowledge/writable-paths/seed-script.ts, for one start. */
const COPY = 'while [ "$#" -gt 0 ]; do cp -RP "$1/." "$2/" && chmod -R u+rwX "$2" || exit; shift 2; done';
