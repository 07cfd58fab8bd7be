import { HardeningProfile } from './hardening-profile';

/**
 * A documented exception. It covers only the values, containers and workloads that it names, and nothing that is added later. Set exactly
 * one of `control`, `controls` and `profile`.
 */
export interface Waiver {
  /**
   * Id of the control, such as `read-only-root-filesystem`. docs/reference/controls.md lists all ids. The waiver also covers findings on
   * the same value by a stricter or looser control of another profile: a waiver of `host-path-volumes` also applies to
   * `restricted-volumes`.
   *
   * @default - `controls` or `profile`
   */
  readonly control?: string;

  /**
   * Ids of several controls with the same reason. Containers and values apply to each of them.
   *
   * @default - `control` or `profile`
   */
  readonly controls?: string[];

  /**
   * The profile that the workload meets instead of a stricter one: `pss-baseline` or `pss-restricted`. The waiver covers all findings of
   * stricter profiles on the pods of the object, including later ones, and no finding of this profile. It needs `owner` and `expires`. You
   * cannot combine it with `allow`, containers or `template`.
   *
   * @default - `control` or `controls`
   */
  readonly profile?: HardeningProfile;

  /**
   * Why you accept the risk, in at least a few words. The YAML and every report show it.
   */
  readonly reason: string;

  /**
   * The accepted values, as the finding shows them: the capability, the host path, the image. Required if the control has more than one
   * wrong value.
   *
   * @default - only a field that is wrongly false, true or missing
   */
  readonly allow?: string[];

  /**
   * Names of the regular containers that it covers. Required if the finding is on a regular container.
   *
   * @default - no regular container
   */
  readonly containers?: string[];

  /**
   * Names of the init containers and sidecars that it covers: containers in the list `"initContainers"` of the pod.
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
   * The last day on which it applies, as `YYYY-MM-DD`, in UTC. After that synthesis fails.
   *
   * @default - it does not expire
   */
  readonly expires?: string;

  /**
   * Who is responsible for it.
   *
   * @default - none
   */
  readonly owner?: string;

  /**
   * Where it was decided: a ticket or a link.
   *
   * @default - none
   */
  readonly ticket?: string;
}

/** The one Kubernetes object that a waiver in a file covers. */
export interface WaiverTarget {
  /** Kind of the object, such as `Deployment`, or `Dockerfile` for a Dockerfile. */
  readonly kind: string;

  /**
   * Name of the object, or its `generateName` and a star: `db-migrate-*`. For a Dockerfile, the path relative to the working directory.
   */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the manifest of the object sets no namespace
   */
  readonly namespace?: string;

  /**
   * API group of the object, such as `argoproj.io`.
   *
   * @default - the group of Kubernetes itself, or the group of the only object with that kind and name
   */
  readonly apiGroup?: string;
}

/** A waiver for one finding. With a reason, it is an entry of a waiver file. */
export interface SuggestedWaiver extends Waiver {
  /** The object that it covers. */
  readonly target: WaiverTarget;
}
