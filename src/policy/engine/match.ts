import { nameOf, repositoryOf } from '../../formats/manifest/image';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { matchesWildcards } from '../../formats/manifest/wildcards';
import { objectsIn, podsOf } from '../../formats/manifest/workload';

/** Selects the workloads for a rule. A workload must match all fields that are set. A `*` stands for any text. */
export interface WorkloadPattern {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Labels of the object or of its pods. */
  readonly labels?: { readonly [key: string]: string };
  /** An image without tag and digest, such as `quay.io/prometheus/*`. Any spelling works for the official images of Docker Hub. */
  readonly image?: string;
}

/** The names of the containers that match a rule. Undefined if the rule does not apply to the object. */
export function matchingContainers(match: WorkloadPattern, object: JsonObject, pods: readonly PodView[]): readonly string[] | undefined {
  const { name, namespace } = asObject(object.metadata);
  const isNamed = matches(match.kind, object.kind) && matches(match.name, name) && matches(match.namespace, namespace);
  if (!isNamed || !hasLabels(match.labels, object, pods)) {
    return undefined;
  }
  const containers = pods.flatMap((pod) => pod.containers)
    .filter(({ json }) => match.image === undefined || matchesImage(match.image, asString(json.image) ?? ''));
  return match.image !== undefined && containers.length === 0 ? undefined : containers.map((container) => container.name);
}

/** Whether a rule applies to at least one workload of a manifest, which can be a list. */
export function matchesWorkload(match: WorkloadPattern, manifest: JsonObject): boolean {
  return objectsIn(manifest).some(({ object }) => {
    const pods = podsOf(object);
    return pods.length > 0 && matchingContainers(match, object, pods) !== undefined;
  });
}

function hasLabels(labels: WorkloadPattern['labels'] = {}, { metadata }: JsonObject, pods: readonly PodView[]): boolean {
  const sets = [asObject(asObject(metadata).labels), ...pods.map((pod) => pod.labels)];
  return Object.entries(labels).every(([key, value]) => sets.some((set) => matches(value, set[key])));
}

/** Whether a pattern matches the name of an image, as written or with its registry. Tag and digest are ignored. */
export function matchesImage(pattern: string, image: string): boolean {
  const names = [repositoryOf(image), nameOf(image)];
  return names.some((name) => matches(pattern, name)) || matches(repositoryOf(pattern), names[0]);
}

function matches(pattern: string | undefined, value: unknown): boolean {
  return pattern === undefined || (typeof value === 'string' && matchesWildcards(pattern, value));
}
