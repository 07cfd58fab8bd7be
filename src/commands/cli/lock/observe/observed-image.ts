import { Candidate } from './choose';
import { InputError } from '../../../../formats/manifest/input-error';
import { JsonObject } from '../../../../formats/manifest/json';
import { allKnown } from '../../../../knowledge/image-lock/all-known';
import { LockedImages } from '../../../../knowledge/image-lock/locked-images';
import { examine } from '../../../../tasks/doctor/examine';
import { printedRemedy } from '../../../../tasks/doctor/report/printed-remedy';
import { AccountIds } from '../../suggest/accounts';
import { observe, RunContext, RunRequest, SeenRun } from '../../suggest/observe';
import { workloadIds } from '../../suggest/run-as';
import { contentOf } from '../../suggest/save-observation';
import { SuggestedPath } from '../../suggest/suggestion';
import { RUN_FAILED, verifiedSuggestion } from '../../suggest/verified-suggestion';

/** The result of the runs of one image. */
export type ObservedImage = StartedImage | FailedImage;

export interface StartedImage {
  readonly kind: 'starts';
  readonly ids: AccountIds;
  readonly paths: readonly SuggestedPath[];
  /** Code that the workload needs beside the lock file, such as a capability. */
  readonly line?: string;
}

export interface FailedImage {
  readonly kind: 'fails';
  /** Whether the program failed without the restrictions of a read-only root, so that it lacks its configuration, a server or root. */
  readonly isAtOnce: boolean;
  readonly reason: string;
  /** What `doctor` says to its log, if it knows the cause. */
  readonly advice?: string;
  /** The code to paste, if the advice has one that is complete. */
  readonly line?: string;
}

/**
 * Limits of a container that nobody described. No run has a network: what a program sends would leave the machine. Runtimes limit the size
 * of a root filesystem on few storage drivers only, so that a limit of each file is the one for the disk.
 */
const LIMITS = [
  '--network=none', '--memory=2g', '--memory-swap=2g', '--pids-limit=1024', '--cpus=1', '--ulimit=fsize=1073741824:1073741824',
];

const CAPABILITY = 'NET_BIND_SERVICE';
const ADDED = `--cap-add=${CAPABILITY}`;

/**
 * Runs an image twice as its workload does, first to see what it writes, and then with these paths. An image whose program is refused the
 * capability NET_BIND_SERVICE runs again with it.
 *
 * @param milliseconds the time of a run: a program that still runs then has started
 * @throws InputError if the runtime cannot run it at all
 */
export async function observedImage(
  candidate: Candidate, lock: LockedImages, milliseconds: number, course: RunContext,
): Promise<ObservedImage> {
  const { entry, run } = candidate;
  const knowledge = allKnown(entry.name, lock);
  const isKept = knowledge?.facts.fileCapabilities?.includes(CAPABILITY) === true;
  const request: RunRequest = {
    ...run,
    image: contentOf(entry),
    knowledge,
    milliseconds,
    runOptions: [...LIMITS, ...isKept ? [ADDED] : [], ...run.runOptions],
  };
  const first = await observedOnce(request, candidate, lock, course);
  if (first.kind === 'starts' || isKept || !isRefusedCapability(first)) {
    return first;
  }
  const second = await observedOnce({ ...request, runOptions: [ADDED, ...request.runOptions] }, candidate, lock, course);
  return second.kind === 'starts' ? { ...second, line: first.line ?? ADD_CAPABILITY } : first;
}

const ADD_CAPABILITY = `capabilities: [Capability.${CAPABILITY}],`;

/** Linux refuses to start a file with a capability that the container lacks. */
function isRefusedCapability({ reason }: FailedImage): boolean {
  return /operation not permitted/i.test(reason);
}

async function observedOnce(
  request: RunRequest, candidate: Candidate, lock: LockedImages, course: RunContext,
): Promise<ObservedImage> {
  const run = await observe(request, course);
  const { suggestion: { paths }, verification } = await verifiedSuggestion(request, run, {}, course, () => undefined);
  if (verification === RUN_FAILED) {
    return failedImage(candidate, lock, true, `it ended after ${run.ending.seconds} s with code ${run.ending.exitCode}`, run.log);
  }
  if (typeof verification !== 'object') {
    return { kind: 'fails', isAtOnce: true, reason: verification ?? '' };
  }
  const { differences, log } = verification;
  return differences.length === 0 ? { kind: 'starts', ids: workloadIds(run.user), paths }
    : failedImage(candidate, lock, false, differences.join('; '), log);
}

/** Asks `doctor` about the log, as a kubelet would report it. */
function failedImage(
  { entry, container }: Candidate, lock: LockedImages, isAtOnce: boolean, ended: string, log: SeenRun['log'],
): FailedImage {
  const { diagnoses: [diagnosis] } = examine([failedPod(container.name, entry.name, log)], lock);
  const [cause] = diagnosis?.causes ?? [];
  const reason = [ended, log.at(-1)].filter(Boolean).join(': ');
  if (!cause) {
    return { kind: 'fails', isAtOnce, reason };
  }
  const { do: advice, code } = printedRemedy(cause, diagnosis.evidence);
  return { kind: 'fails', isAtOnce, reason, advice: `${cause.cause.id}: ${advice}`, line: code.typescript };
}

function failedPod(container: string, image: string, log: SeenRun['log']): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'observed' },
    spec: { containers: [{ name: container, image }] },
    status: {
      phase: 'Running',
      containerStatuses: [{
        name: container, image, ready: false, restartCount: 1, state: { terminated: { exitCode: 1, reason: 'Error' } },
      }],
    },
    logs: { [container]: log.join('\n') },
  };
}

/** A failure of the runtime itself, such as an image that cannot be pulled, as the result of one image. */
export function unrunnable(error: unknown): FailedImage {
  if (error instanceof InputError) {
    return { kind: 'fails', isAtOnce: true, reason: error.message };
  }
  throw error;
}
