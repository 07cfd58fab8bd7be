import { randomBytes } from 'crypto';
import { rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { setTimeout } from 'timers/promises';
import { SCAN_SCRIPT } from './scan-script';
import { temporaryFolder } from '../../../../formats/files/temporary-folder';
import { InputError } from '../../../../formats/manifest/input-error';
import { asArray, asObject, asString, isObject, JsonObject } from '../../../../formats/manifest/json';
import { PlacedKubectl } from '../../../../tasks/cluster/placed-kubectl';
import { AccountIds } from '../accounts';

/** A variable that turns on the option `--custom` in kubectl 1.30. Newer versions have the option without it. */
export const CUSTOM_PROFILES = { KUBECTL_DEBUG_CUSTOM_PROFILE: 'true' };
const OLDEST_KUBECTL = '1.30';
/** The last line of a kubectl that does not have an option, or not yet the command. */
const UNKNOWN_OPTION = 'See \'kubectl debug --help\' for usage.';

/** Milliseconds that a node may need to pull the image. */
const PATIENCE = 5 * 60_000;
const PAUSE = 1000;

/** Reasons for which a container never starts without a change. */
const NEVER = /^(?:ErrImage|ImagePullBackOff|InvalidImageName|CreateContainer|RunContainerError)/;

/** A container to add to a pod. */
export interface DebugRequest {
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  readonly ids: AccountIds;
  /** The second since 1970 in which the target started. */
  readonly started: number;
  readonly milliseconds: number;
  /** Paths of the target's volume mounts. */
  readonly mounts: readonly string[];
}

export function newDebugName(): string {
  return `paths-${randomBytes(4).toString('hex')}`;
}

/**
 * Adds a debug container to a pod, and waits until it has ended.
 *
 * `kubectl debug` has no option for the user of the container: a partial container in a file adds it to the profile "restricted". The
 * alternative, a write to the subresource `ephemeralcontainers` with `kubectl replace --raw`, needs the right to `update` it, and sends the
 * whole pod back, with the values of its variables.
 *
 * @returns what it printed
 * @throws InputError in the words of kubectl or of the kubelet
 */
export async function debugOutput(kubectl: PlacedKubectl, name: string, request: DebugRequest): Promise<string> {
  addContainer(kubectl, name, request);
  const deadline = Date.now() + request.milliseconds + PATIENCE;
  for (;;) {
    const state = stateOf(readPod(kubectl, request.pod), name);
    if (isObject(state.terminated)) {
      return told(kubectl, ['logs', request.pod, `--container=${name}`]);
    }
    const { reason, message } = asObject(state.waiting);
    if (NEVER.test(asString(reason) ?? '')) {
      throw new InputError(`the debug container does not start: ${String(reason)}: ${asString(message) ?? ''}`);
    }
    if (Date.now() > deadline) {
      throw new InputError(`the debug container has not ended in time: \`kubectl logs ${request.pod} -c ${name}\` has its output`);
    }
    await setTimeout(PAUSE);
  }
}

/** @throws InputError if it cannot be read */
export function readPod(kubectl: PlacedKubectl, pod: string): JsonObject {
  return asObject(JSON.parse(told(kubectl, ['get', 'pod', pod, '--output=json'])));
}

function addContainer(kubectl: PlacedKubectl, name: string, request: DebugRequest): void {
  const { pod, container, image, ids, started, milliseconds, mounts } = request;
  const folder = temporaryFolder('debug');
  try {
    const custom = join(folder, 'container.json');
    writeFileSync(custom, JSON.stringify(partialContainer(ids)));
    told(kubectl, [
      'debug', pod, `--image=${image}`, `--container=${name}`, `--target=${container}`,
      '--profile=restricted', `--custom=${custom}`, '--attach=false',
      '--', 'sh', '-c', SCAN_SCRIPT, 'sh', String(Math.ceil(milliseconds / 1000)), String(started), ...mounts,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The fields in which the container differs from the profile "restricted". */
function partialContainer({ uid, gid }: AccountIds): JsonObject {
  return { securityContext: { runAsUser: uid, runAsGroup: gid, readOnlyRootFilesystem: true, ...uid === 0 && { runAsNonRoot: false } } };
}

function told(kubectl: PlacedKubectl, args: readonly string[]): string {
  const answer = kubectl.ask(args);
  if (answer.failure !== undefined) {
    throw new InputError(answer.failure === UNKNOWN_OPTION
      ? `this kubectl is too old for --pod: install kubectl ${OLDEST_KUBECTL} or newer`
      : `kubectl ${args[0]} failed: ${answer.failure}`);
  }
  return new TextDecoder().decode(answer.stdout);
}

function stateOf(pod: JsonObject, name: string): JsonObject {
  const statuses = asArray(asObject(pod.status).ephemeralContainerStatuses).map(asObject);
  return asObject(statuses.find((status) => status.name === name)?.state);
}
