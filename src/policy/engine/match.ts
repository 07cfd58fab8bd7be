import { nameOf, repositoryOf } from '../../formats/manifest/image';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { objectsIn, podsOf } from '../../formats/manifest/workload';

/** Selects the workloads for a rule. A workload must match all fields that are set. A `*` stands for any text. */
export interface WorkloadMatch {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Labels of the object or of its pods. */
  readonly labels?: { readonly [key: string]: string };
  /** An image without tag and digest, such as `quay.io/prometheus/*`. Any spelling works for the official images of Docker Hub. */
  readonly image?: string;
}

/** The names of the containers that match a rule. Undefined if the rule does not apply to the object. */
export function matchingContainers(match: WorkloadMatch, object: JsonObject, pods: readonly PodView[]): readonly string[] | undefined {
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
export function matchesWorkload(match: WorkloadMatch, manifest: JsonObject): boolean {
  return objectsIn(manifest).some(({ object }) => {
    const pods = podsOf(object);
    return pods.length > 0 && matchingContainers(match, object, pods) !== undefined;
  });
}

function hasLabels(labels: WorkloadMatch['labels'] = {}, { metadata }: JsonObject, pods: readonly PodView[]): boolean {
  const sets = [asObject(asObject(metadata).labels), ...pods.map((pod) => pod.labels)];
  return Object.entries(labels).every(([key, value]) => sets.some((set) => matches(value, set[key])));
}

/** Whether a pattern matches the name of an image, as written or with its registry. Tag and digest are ignored. */
export function matchesImage(pattern: string, image: string): boolean {
  const names = [repositoryOf(image), nameOf(image)];
  return names.some((name) => matches(pattern, name)) || matches(repositoryOf(pattern), names[0]);
}

function matches(pattern: string | undefined, value: unknown): boolean {
  return pattern === undefined || (typeof value === 'string' && matchesText(pattern, value));
}

/**
 * Whether a pattern matches a text. Each part matches at its first occurrence, because a `*` can match the rest. There is no backtracking,
 * because values are untrusted.
 */
export function matchesText(pattern: string, value: string): boolean {
  const [first, ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) {
    return value === pattern;
  }
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) {
    return false;
  }
  let start = first.length;
  for (const part of parts) {
    const found = value.indexOf(part, start);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    start = found + part.length;
  }
  return true;
}
