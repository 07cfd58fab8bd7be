import { JOB_NAME_LABELS, JOB_UID_LABELS } from '../../../formats/manifest/created-names';
import { asObject, asString, isAbsent, JsonObject, read } from '../../../formats/manifest/json';
import { PodOwner, PodView } from '../../../formats/manifest/pod';
import { groupKind } from '../../../formats/manifest/workload';

/** The labels of the pods of a workload in a cluster. */
export interface PodLabels {
  /** The labels of the pod template. */
  readonly written: JsonObject;
  /** The labels that a controller adds, by name. They override labels of the template. */
  readonly added: ReadonlyMap<string, AddedLabel>;
  /** Whether the pods have no other labels. Not for custom resources, whose operator may add any label. */
  readonly isComplete: boolean;
}

/** A label that is not in the pod template. */
export interface AddedLabel {
  /** The possible values; each pod has one of them. Undefined if the manifest does not show them. */
  readonly values?: readonly string[];
  /** Whether every pod has the label. */
  readonly isCertain: boolean;
}

const UNKNOWN: AddedLabel = { isCertain: true };
const UNCERTAIN: AddedLabel = { isCertain: false };

/** Newer Kubernetes versions also add the zone and the region of the node: https://kep.k8s.io/4742 */
const OF_NODES: readonly (readonly [string, AddedLabel])[] = [
  ['topology.kubernetes.io/region', UNCERTAIN],
  ['topology.kubernetes.io/zone', UNCERTAIN],
];

const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';
const REVISION = 'controller-revision-hash';
const GENERATION = 'pod-template-generation';
const TEMPLATE_HASH = 'pod-template-hash';

const OF_CONTROLLERS = [...JOB_NAME_LABELS, ...JOB_UID_LABELS, COMPLETION_INDEX, POD_NAME, POD_INDEX, REVISION, GENERATION, TEMPLATE_HASH];

/** Whether controllers add the label. Proposed policies must not select by such a label. */
export function isAddedLabel(key: string): boolean {
  return BY_OPERATOR.has(key);
}

const OF_NO_CONTROLLER: ReadonlyMap<string, AddedLabel> = new Map(OF_NODES);
const OF_DEPLOYMENT: ReadonlyMap<string, AddedLabel> = new Map([...OF_NODES, [TEMPLATE_HASH, UNKNOWN]]);
const OF_DAEMON_SET: ReadonlyMap<string, AddedLabel> = new Map([...OF_NODES, [REVISION, UNKNOWN], [GENERATION, UNCERTAIN]]);
/** Labels for custom resources, since an operator may use any of the controllers. */
const BY_OPERATOR: ReadonlyMap<string, AddedLabel> = new Map([...OF_NODES, ...OF_CONTROLLERS.map((key) => [key, UNCERTAIN] as const)]);

/** For each Kubernetes kind, the labels that its controller adds. Other kinds add none. */
const ADDED: { readonly [kind: string]: (workload: JsonObject) => ReadonlyMap<string, AddedLabel> } = {
  Deployment: () => OF_DEPLOYMENT,
  DaemonSet: () => OF_DAEMON_SET,
  StatefulSet: ofStatefulSet,
  Job: ofJob,
  CronJob: (cronJob) => ofJob({ spec: read(cronJob, ['spec', 'jobTemplate', 'spec']) }),
};

/** The labels of the pods that a workload creates. */
export function podLabels({ labels: written, owner }: PodView): PodLabels {
  return owner ? { written, added: addedBy(owner), isComplete: true } : { written, added: BY_OPERATOR, isComplete: false };
}

/** Labels without additions by controllers, such as the labels of a namespace. */
export function exactLabels(written: JsonObject): PodLabels {
  return { written, added: NOTHING, isComplete: true };
}

const NOTHING: ReadonlyMap<string, AddedLabel> = new Map();

function addedBy({ json }: PodOwner): ReadonlyMap<string, AddedLabel> {
  const kind = asString(json.kind) ?? '';
  return groupKind(json) !== `/${kind}` && Object.hasOwn(ADDED, kind) ? ADDED[kind](json) : OF_NO_CONTROLLER;
}

/** From this number of replicas on, the values count as unknown. Nobody would list so many in a policy. */
const MOST_VALUES = 100;

/** The names of the pods are only known if `replicas` is set: otherwise an autoscaler may set the number. */
function ofStatefulSet({ metadata, spec }: JsonObject): ReadonlyMap<string, AddedLabel> {
  const { replicas, ordinals } = asObject(spec);
  const { start } = asObject(ordinals);
  const { name } = asObject(metadata);
  const indices = numbers(isAbsent(start) ? 0 : start, replicas);
  return new Map([
    ...OF_NODES,
    [POD_NAME, valued(typeof name === 'string' && name !== '' ? indices?.map((index) => `${name}-${index}`) : undefined)],
    [POD_INDEX, valued(indices)],
    [REVISION, UNKNOWN],
  ]);
}

/** With `manualSelector`, Kubernetes does not add the name and uid of the Job. A template from a cluster already contains both. */
function ofJob({ metadata, spec }: JsonObject): ReadonlyMap<string, AddedLabel> {
  const { manualSelector, completionMode, completions, template } = asObject(spec);
  const written = asObject(asObject(asObject(template).metadata).labels);
  const name = asString(asObject(metadata).name) || undefined;
  const ofJobs = manualSelector === true ? [] : [
    ...JOB_NAME_LABELS.map((key) => [key, valued(name === undefined ? undefined : [name])] as const),
    ...JOB_UID_LABELS.map((key) => [key, UNKNOWN] as const),
  ];
  return new Map([
    ...OF_NODES,
    ...ofJobs.filter(([key]) => !Object.hasOwn(written, key)),
    ...completionMode === 'Indexed' ? [[COMPLETION_INDEX, valued(numbers(0, completions))] as const] : [],
  ]);
}

function valued(values: readonly string[] | undefined): AddedLabel {
  return values ? { values, isCertain: true } : UNKNOWN;
}

/** Consecutive numbers as text; undefined if the manifest does not show them, or if there are too many. */
function numbers(start: unknown, count: unknown): readonly string[] | undefined {
  const isKnown = Number.isSafeInteger(start) && Number.isSafeInteger(count) && Number(count) > 0 && Number(count) <= MOST_VALUES;
  return isKnown ? Array.from({ length: Number(count) }, (_, index) => String(Number(start) + index)) : undefined;
}
