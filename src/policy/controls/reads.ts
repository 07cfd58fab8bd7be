import { ofContainers, Specification } from './specification';

/**
 * A field of a pod. `containers[*]` stands for the containers of all three lists. A field of a security context or volume has one more
 * level than the others. `spec` alone stands for all fields.
 */
export type PodField = 'metadata' | `metadata.${string}` | 'spec' | `spec.${string}` | `containers[*].${string}`;

/** The fields that the checks of a control read in a pod, except the names of containers. */
export interface Reads {
  /**
   * Fields without which the pod has no violation, so that the control is not called. Absent if the control also reports missing fields.
   */
  readonly needs?: readonly PodField[];
  /** The other fields. */
  readonly fields?: readonly PodField[];
}

/** All fields that a control reads. */
export function fieldsOf({ needs = [], fields = [] }: Reads): readonly PodField[] {
  return [...needs, ...fields];
}

/** The fields that a control reads in addition to those that it restricts, named as in its rules. */
export function alsoRead(reads: Reads, { rules }: Specification): readonly string[] {
  const restricted = rules.flatMap(({ fields }) => fields.flatMap(expanded)).map((field) => field.replace(OF_CONTAINER, 'containers[*]'));
  return fieldsOf(reads).filter((field) => !restricted.some((each) => each.startsWith(field)))
    .map((field) => field.startsWith(CONTAINER) ? ofContainers(field.slice(CONTAINER.length)) : field);
}

const CONTAINER = 'containers[*].';
const OF_CONTAINER = /^spec\.(?:initContainers|containers|ephemeralContainers)\[\*\]/;

/** The fields of a text with alternatives in braces. */
function expanded(field: string): readonly string[] {
  const [braces, alternatives] = /\{([^}]*)\}/.exec(field) ?? [];
  return braces === undefined ? [field] : alternatives.split(',').flatMap((each) => expanded(field.replace(braces, () => each)));
}
