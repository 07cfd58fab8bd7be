/**
 * An exception, made in the open. It covers what it names and nothing that is added later: not another value, not another
 * container, not another workload. It names exactly one of `control`, `controls` and `profile`.
 */
export interface Waiver {
  /**
   * Id of the control, such as `read-only-root-filesystem`. All are listed in docs/reference/controls.md. A waiver of a control also covers
   * what a stricter or looser one of another profile finds in the same value: one of `host-path-volumes` counts for `restricted-volumes`.
   *
   * @default - `controls` or `profile`
   */
  readonly control?: string;

  /**
   * Ids of several controls with the same reason. Containers and values are for each of them.
   *
   * @default - `control` or `profile`
   */
  readonly controls?: string[];

  /**
   * The profile that the workload meets instead of a stricter one: `pss-baseline` or `pss-restricted`. The waiver covers whatever stricter
   * profiles find in the pods of the object, also later, and nothing that this profile finds. It needs `owner` and `expires`, and takes no
   * `allow`, containers and template.
   *
   * @default - `control` or `controls`
   */
  readonly profile?: string;

  /**
   * Why the risk is taken, in a few words at least. It is shown in the YAML and in every report.
   */
  readonly reason: string;

  /**
   * The values that are accepted, as the finding shows them: the capability, the host path, the image. Needed where the
   * control knows more than one wrong value.
   *
   * @default - nothing beside a field that is false, true or missing where it must not be
   */
  readonly allow?: string[];

  /**
   * Names of the regular containers that it covers. Required if the finding is on a regular container.
   *
   * @default - no regular container
   */
  readonly containers?: string[];

  /**
   * Names of the init containers and sidecars that it covers: those in the list `"initContainers"` of the pod.
   *
   * @default - no init container
   */
  readonly initContainers?: string[];

  /**
   * Names of the ephemeral containers that it covers.
   *
   * @default - no ephemeral container
   */
  readonly ephemeralContainers?: string[];

  /**
   * The pod template that it covers, in an object that has several, as the finding shows it: `spec.templates[build]`.
   *
   * @default - the only pod template of the object
   */
  readonly template?: string;

  /**
   * The last day on which it counts, as `YYYY-MM-DD`, in UTC. After that the synthesis fails.
   *
   * @default - it does not expire
   */
  readonly expires?: string;

  /**
   * Who answers for it.
   *
   * @default - nobody named
   */
  readonly owner?: string;

  /**
   * Where it was decided: a ticket or a link.
   *
   * @default - none
   */
  readonly ticket?: string;
}

/** The one Kubernetes object that a waiver in a file is for. */
export interface WaiverTarget {
  /** Kind of the object, such as `Deployment`, or `Dockerfile` for a Dockerfile. */
  readonly kind: string;

  /**
   * Name of the object, or its `generateName` and a star: `db-migrate-*`. Of a Dockerfile it is the path, relative to the working
   * directory.
   */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the object names none
   */
  readonly namespace?: string;

  /**
   * API group of the object, such as `argoproj.io`.
   *
   * @default - that of Kubernetes itself, or of the only object with that kind and name
   */
  readonly apiGroup?: string;
}

/** A waiver for one finding. As it is, it can be an entry of a waiver file. */
export interface SuggestedWaiver extends Waiver {
  /** The object that it is for. */
  readonly target: WaiverTarget;
}
