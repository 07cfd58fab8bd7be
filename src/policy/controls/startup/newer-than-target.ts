import { FIELD_AVAILABILITY, FieldAvailability, OlderServer } from './field-availability';
import { asArray, asObject, isAbsent, Path } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { formatVersion, LATEST_VERSION, MinorVersion } from '../../../formats/manifest/version';
import { STARTUP } from '../admission';
import { Find, Found } from '../check';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, both, everyEntry, pinned } from '../violations';

/** A field with the steps to it. A step to a list leads into each item. */
interface PlacedField extends FieldAvailability {
  readonly steps: readonly Step[];
  readonly detail: string;
}

interface Step {
  readonly key: string;
  readonly isList: boolean;
}

const OLDER: { readonly [older in OlderServer]: string } = {
  drops: 'drops it without an error',
  rejects: 'rejects the pod',
};

const FIELDS: readonly PlacedField[] = FIELD_AVAILABILITY.map((field) => ({
  ...field,
  steps: field.field.split('.').map((step) => ({ key: step.replace('[]', ''), isList: step.endsWith('[]') })),
  detail: detailOf(field),
}));

/** Starts with version 0, for fields that are off by default in all versions. */
const VERSIONS: readonly MinorVersion[] = [...new Set(FIELDS.map(({ since = 0 }) => since))].sort((a, b) => a - b);

export const newerThanTarget: PodControl = {
  id: 'newer-than-target',
  title: 'Nothing newer than the target version',
  level: 'hardened',
  risk: 'broken',
  why: 'The API server drops unknown fields, so the pod runs without the protection or the feature that the manifest requests.',
  remedy: 'remove it, or set a later target version of Kubernetes; waive it if the feature gate is on in the cluster',
  spec: {
    rules: [{
      fields: ['spec.*', ofContainers('*')],
      allowed: 'undefined, and empty lists, for a field that a later Kubernetes version introduced or turned on by default',
    }],
    notes: ['The API server of an older version drops the field without an error, or rejects the pod.'],
    sources: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  },
  admission: STARTUP,
  reads: { fields: ['spec'] },
  checks: VERSIONS.map((version) => ({
    since: version,
    check: newerThan(FIELDS.filter(({ since }) => since === undefined || since > version)),
  })),
};

function detailOf({ since, older }: FieldAvailability): string {
  return since === undefined
    ? `is off by default in every version up to ${formatVersion(LATEST_VERSION)}, so the API server ${OLDER[older]}`
    : `needs Kubernetes ${formatVersion(since)}, and an older API server ${OLDER[older]}`;
}

function newerThan(fields: readonly PlacedField[]): Find {
  const ofPod = fields.filter(({ of }) => of === 'pod' || of === 'both');
  // In a part of a pod, `resources` usually belongs to a container: operators copy it there.
  const ofPart = ofPod.filter(({ field }) => field !== 'resources');
  const ofContainer = fields.filter(({ of }) => of === 'container' || of === 'both');
  return (pod) => {
    const found = fieldsIn(pod, pod.part ? ofPart : ofPod);
    return both(found, everyEntry(pod.containers, (container) => fieldsIn(container, ofContainer)));
  };
}

function fieldsIn(owner: PodView | ContainerView, fields: readonly PlacedField[]): Found {
  return everyEntry(fields, (field) => !field.list || (owner instanceof ContainerView && owner.list === field.list)
    ? everyEntry(pathsTo(owner, field), (path) => pinned(at(owner, path, field.detail), field.field))
    : undefined);
}

const NOWHERE: readonly Path[] = [];

function pathsTo(owner: PodView | ContainerView, { steps, value }: PlacedField): readonly Path[] {
  const [{ key }] = steps;
  // A part of a pod may inherit its security context, which only the view knows.
  const first = key === 'securityContext' ? owner.securityContext : owner.json[key];
  return leadSomewhere(first, steps, 1, value) ? follow(first, steps, 1, value, [key]) : NOWHERE;
}

/** Whether the remaining steps lead from a value to a field that is set. Most do not, so this test allocates nothing. */
function leadSomewhere(value: unknown, steps: readonly Step[], index: number, only: string | undefined): boolean {
  if (isAbsent(value)) {
    return false;
  }
  if (steps[index - 1].isList) {
    for (const item of asArray(value)) {
      if (nextLeads(item, steps, index, only)) {
        return true;
      }
    }
    return false;
  }
  return nextLeads(value, steps, index, only);
}

function nextLeads(value: unknown, steps: readonly Step[], index: number, only: string | undefined): boolean {
  return index === steps.length ? isWritten(value, only) : leadSomewhere(asObject(value)[steps[index].key], steps, index + 1, only);
}

function isWritten(value: unknown, only: string | undefined): boolean {
  return only === undefined ? !isAbsent(value) && !(Array.isArray(value) && value.length === 0) : value === only;
}

/** The paths of all fields that the remaining steps reach from a value. */
function follow(value: unknown, steps: readonly Step[], index: number, only: string | undefined, path: Path): readonly Path[] {
  return steps[index - 1].isList
    ? asArray(value).flatMap((item, position) => next(item, steps, index, only, [...path, position]))
    : next(value, steps, index, only, path);
}

function next(value: unknown, steps: readonly Step[], index: number, only: string | undefined, path: Path): readonly Path[] {
  if (index === steps.length) {
    return isWritten(value, only) ? [path] : NOWHERE;
  }
  const { key } = steps[index];
  return follow(asObject(value)[key], steps, index + 1, only, [...path, key]);
}
