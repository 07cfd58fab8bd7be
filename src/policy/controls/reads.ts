/**
 * A field of a pod. `containers[*]` stands for the containers of all lists: regular, init and ephemeral ones. A field of a security
 * context, or of a volume, is one level deeper than the others.
 */
export type PodField = 'metadata' | `metadata.${string}` | 'spec' | `spec.${string}` | 'containers[*]' | `containers[*].${string}`;

/** The fields that the checks of a control read in a pod, except the names of containers. */
export interface Reads {
  /**
   * The control has no violation in a pod without any of these fields, so it is not called there. Absent if the control also reports
   * missing fields.
   */
  readonly needs?: readonly PodField[];
  /** The other fields. */
  readonly fields?: readonly PodField[];
}

/** All fields that a control reads, for its documentation. */
export function fieldsOf({ needs = [], fields = [] }: Reads): readonly PodField[] {
  return [...needs, ...fields];
}
