import { JOB_NAME_LABELS, JOB_UID_LABELS } from './created-names';
import { asObject, isObject, JsonObject } from './json';
import { groupKind } from './workload';

/** Fields of `metadata` that the API server writes. */
const OF_SERVER: readonly string[] = ['managedFields', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp',
  'deletionGracePeriodSeconds', 'selfLink'];
/** Annotations that kubectl and controllers write. The first one repeats the whole object, with all passwords in it. */
const WRITTEN: readonly string[] = ['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation', 'batch.kubernetes.io/job-tracking', 'cronjob.kubernetes.io/instantiate'];
/** Labels by which the API server finds the pods of a Job. */
const OF_JOB = [...JOB_UID_LABELS, ...JOB_NAME_LABELS];
/** The volume with the token that admission adds to each pod. */
const TOKEN_VOLUME = /^kube-api-access-[a-z0-9]{5}$/;

/** A live object as its author would write it: without its status, and without the fields of `metadata` that others write. */
export function authoredObject({ status: _, ...object }: JsonObject): JsonObject {
  const { annotations, ...metadata } = asObject(object.metadata);
  const own = without(annotations, WRITTEN);
  const written: JsonObject = {
    ...object,
    metadata: { ...without(metadata, OF_SERVER), ...Object.keys(own).length > 0 && { annotations: own } },
  };
  switch (groupKind(object)) {
    case 'batch/Job': return authoredJob(written);
    case '/Pod': return authoredPod(written);
    default: return written;
  }
}

function authoredJob(job: JsonObject): JsonObject {
  const spec = asObject(job.spec);
  if (spec.manualSelector === true) {
    return job;
  }
  const { selector: _, ...others } = spec;
  const template = asObject(spec.template);
  return { ...withoutLabels(job), spec: { ...others, template: withoutLabels(template) } };
}

function authoredPod(pod: JsonObject): JsonObject {
  const { nodeName: _, ...spec } = asObject(pod.spec);
  return { ...pod, spec: Object.fromEntries(Object.entries(spec).map(([field, value]) => [field, withoutToken(field, value)])) };
}

/** The volumes or containers of a pod without the volume that admission added. */
function withoutToken(field: string, value: unknown): unknown {
  if (!Array.isArray(value)) {
    return value;
  }
  const isToken = (item: unknown) => TOKEN_VOLUME.test(String(asObject(item).name));
  if (field === 'volumes') {
    return value.filter((volume) => !isToken(volume));
  }
  return value.map((container) => isObject(container) && Array.isArray(container.volumeMounts)
    ? { ...container, volumeMounts: container.volumeMounts.filter((mount) => !isToken(mount)) }
    : container);
}

function withoutLabels(holder: JsonObject): JsonObject {
  const { labels, ...metadata } = asObject(holder.metadata);
  const own = without(labels, OF_JOB);
  return { ...holder, metadata: { ...metadata, ...Object.keys(own).length > 0 && { labels: own } } };
}

function without(object: unknown, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(asObject(object)).filter(([key]) => !keys.includes(key)));
}
