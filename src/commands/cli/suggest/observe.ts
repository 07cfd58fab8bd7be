import { Accounts, accountsOf } from './accounts';
import { allChanges, withoutMounts, withoutOwnershipOnly } from './changes';
import { configOf, ContainerRequest, createContainer, InspectedConfig, inspect, logOf, newName, removeContainer } from './container';
import { hardenedOptions, temporaryMount } from './hardened-options';
import { Interruption } from './interruption';
import { RunObservation } from './observation';
import { imageFiles, withoutPreparation } from './preparation';
import { askerOf, Probe, publishing, wayOf } from './probe';
import { runUser, RunUser } from './run-as';
import { Runtime } from './runtime';
import { AwaitedAnswer, Ending, Lasting, watch } from './watch';
import type { Knowledge } from '../../../knowledge/images/knowledge-of';

/** The settings of a run. */
export interface RunRequest extends ContainerRequest, Lasting {
  readonly probe?: Probe;
  /** The known facts about the image. */
  readonly knowledge?: Knowledge;
}

/** The observations of a run. */
export interface SeenRun extends Required<Omit<RunObservation, 'started' | 'reader'>> {
  readonly user: RunUser;
  readonly config: InspectedConfig;
  /** The program with its arguments, and its working directory. */
  readonly words: readonly string[];
  readonly workdir: string;
  readonly ending: Ending;
  /** The last lines of the container's log. */
  readonly log: readonly string[];
}

/** The environment of a run. */
export interface RunContext {
  readonly runtime: Runtime;
  readonly interruption: Interruption;
  /** Takes a line for the user. */
  readonly warn: (line: string) => void;
}

const STOP_SECONDS = '5';

/**
 * Runs an image with a writable root filesystem, and records the changes there. The run has the privileges of a hardened workload, unless
 * the image starts as root. The container is always removed, even after an error.
 *
 * @throws InputError with the runtime's own words
 */
export async function observe(request: RunRequest, course: RunContext): Promise<SeenRun> {
  const { runtime, warn } = course;
  const { config, accounts } = await imageFacts(request, course);
  const user = runUser(request.user, config.user, accounts, request.knowledge);
  const container = newName();
  try {
    await createContainer(runtime, container, { ...request, user: user.ids?.uid ? user.text : request.user }, [
      '--read-only=false',
      ...hardenedOptions(runtime.name, request, !user.ids?.uid),
      ...probeOptions(request, runtime),
      ...temporaryMount(request.runOptions),
    ]);
    await prepare(runtime, container);
    const prepared = await runtime.listing(container);
    const preparation = await runtime.changes(container);
    await runtime.text(['start', container]);
    const { mounts, lasting, words, workdir, pid } = await inspect(runtime, container, config.volumes);
    const [ending, running] = await watched(container, request, course, pid, isGood);
    const after = await runtime.listing(container);
    const before = imageFiles(prepared, preparation);
    const changes = allChanges(running, await runtime.changes(container));
    const own = withoutMounts(withoutPreparation(changes, preparation, prepared, after), mounts);
    return {
      before,
      after,
      changes: withoutOwnershipOnly(own, before, after),
      volumes: config.volumes,
      mounts: lasting,
      user,
      config,
      words,
      workdir,
      ending,
      log: await logOf(runtime, container, request),
    };
  } finally {
    await removeContainer(runtime, container, warn);
  }
}

/** Watches a started container until its end, and stops it. */
export async function watched(
  container: string,
  request: RunRequest,
  { runtime, interruption }: RunContext,
  pid: number,
  isEnough: AwaitedAnswer['isEnough'],
): ReturnType<typeof watch> {
  const { probe } = request;
  const awaited = probe && { ask: await askerOf(wayOf(runtime.name, request.runOptions), probe, runtime, container, pid), isEnough };
  const seen = await interruption.during((ended) => watch(runtime, container, request, awaited, ended));
  await runtime.text(['stop', '-t', STOP_SECONDS, container]);
  return seen;
}

export function probeOptions({ probe, runOptions }: RunRequest, runtime: Runtime): readonly string[] {
  return probe ? publishing(wayOf(runtime.name, runOptions), probe) : [];
}

/** Whether an answer is a success or a redirection. Programs that are not ready yet answer with errors. */
function isGood({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 400;
}

/** Lets podman prepare the container without starting the program; Docker changes no files before the start. */
export async function prepare(runtime: Runtime, container: string): Promise<void> {
  if (runtime.name === 'podman') {
    await runtime.text(['init', container]);
  }
}

/** The facts in the image itself, from a container that is not started. */
async function imageFacts(request: RunRequest, { runtime, warn }: RunContext): Promise<{ config: InspectedConfig; accounts: Accounts }> {
  const container = newName();
  try {
    await createContainer(runtime, container, { ...request, user: undefined }, []);
    return { config: await configOf(runtime, request.image), accounts: await accountsOf(runtime, container) };
  } finally {
    await removeContainer(runtime, container, warn);
  }
}
