import { RUN_IMAGE } from './refusal';
import { InputError } from '../../../../formats/manifest/input-error';
import { asArray, asObject, asString, JsonObject } from '../../../../formats/manifest/json';
import { normalizePath } from '../../../../formats/manifest/paths';
import { AccountIds } from '../accounts';

/** A running container of a pod, and everything that its debug container needs to know. */
export interface RunningContainer {
  readonly name: string;
  readonly image: string;
  /** The ids of its first process; undefined if the pod does not tell them. */
  readonly ids?: AccountIds;
  /** The second since 1970 in which it started. */
  readonly started: number;
  /** Normalized paths of its volume mounts. */
  readonly mounts: readonly string[];
}

/**
 * Selects a container of a pod.
 *
 * @param pod as the API server has it
 * @param wanted the name; the only container if absent
 * @throws InputError if the container does not run, or a debug container cannot see its files
 */
export function runningContainer(pod: JsonObject, wanted: string | undefined): RunningContainer {
  const spec = asObject(pod.spec);
  const containers = asArray(spec.containers).map(asObject);
  const names = containers.map(({ name }) => asString(name) ?? '');
  const container = wanted === undefined && containers.length === 1 ? containers[0] : containers.find(({ name }) => name === wanted);
  if (!container) {
    throw new InputError(wanted === undefined
      ? `the pod has ${containers.length} containers: choose one with --container: ${names.join(', ')}`
      : `the pod has no container ${JSON.stringify(wanted)}: use one of ${names.join(', ')}`);
  }
  checkNamespaces(pod, spec);
  const name = asString(container.name) ?? '';
  const status = asArray(asObject(pod.status).containerStatuses).map(asObject).find((each) => each.name === name);
  const started = Date.parse(asString(asObject(asObject(status?.state).running).startedAt) ?? '');
  if (Number.isNaN(started)) {
    throw new InputError(`the container ${name} is not running: \`cdk8s-hardened doctor\` explains why`);
  }
  return {
    name,
    image: asString(container.image) ?? '',
    ids: idsOf(asObject(asObject(status?.user).linux), asObject(container.securityContext), asObject(spec.securityContext)),
    started: Math.floor(started / 1000),
    mounts: asArray(container.volumeMounts).map((mount) => normalizePath(String(asObject(mount).mountPath))),
  };
}

/** Annotation of the pods that the API server only mirrors: it accepts no ephemeral containers for them. */
const MIRROR = 'kubernetes.io/config.mirror';

function checkNamespaces({ metadata }: JsonObject, { hostPID, shareProcessNamespace, os }: JsonObject): void {
  const reason = [
    { holds: hostPID === true, text: 'it shares the processes of its node (`hostPID`)' },
    { holds: shareProcessNamespace === true, text: 'its containers share their processes (`shareProcessNamespace`)' },
    { holds: MIRROR in asObject(asObject(metadata).annotations), text: 'it is a static pod, which cannot have ephemeral containers' },
    { holds: asObject(os).name === 'windows', text: 'it runs Windows' },
  ].find(({ holds }) => holds)?.text;
  if (reason !== undefined) {
    throw new InputError(`the files of this pod cannot be watched, because ${reason}: run its image with \`${RUN_IMAGE}\` instead`);
  }
}

/** The ids that the kubelet reports (since Kubernetes 1.31), or the ids in the spec. */
function idsOf(reported: JsonObject, own: JsonObject, ofPod: JsonObject): AccountIds | undefined {
  const uid = reported.uid ?? own.runAsUser ?? ofPod.runAsUser;
  const gid = reported.gid ?? own.runAsGroup ?? ofPod.runAsGroup;
  return typeof uid === 'number' && typeof gid === 'number' ? { uid, gid } : undefined;
}
