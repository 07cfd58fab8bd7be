import { FindingRisk, FindingSeverity } from './finding-risk';
import { SuggestedWaiver, Waiver } from '../../policy/settings/waiver';

/** A finding of another control with the same cause, or of the same control in another field. */
export interface RelatedFinding {
  /** Id of the control, as in docs/reference/controls.md. */
  readonly control: string;

  /** Its risk by itself, as in `Finding`. */
  readonly risk: FindingRisk;

  /** `error` or `warning`. */
  readonly severity: FindingSeverity;

  /**
   * Line in the file, counting from 1.
   *
   * @default - the object is in the construct tree
   */
  readonly line?: number;

  /**
   * Column in the line, counting from 1.
   *
   * @default - not known
   */
  readonly column?: number;

  /**
   * Last line of the value.
   *
   * @default - not known
   */
  readonly endLine?: number;

  /**
   * Column behind the last character of the value.
   *
   * @default - not known
   */
  readonly endColumn?: number;

  /**
   * Name of the container.
   *
   * @default - it is not about a container
   */
  readonly container?: string;

  /** Field as a JSON Pointer (RFC 6901) from the root of the document. */
  readonly path: string;

  /** Field as people write it, from the root of the object. */
  readonly field: string;

  /**
   * The value of the field.
   *
   * @default - the field is not set, or its value must not be shown
   */
  readonly value?: any;

  /**
   * The value that a waiver must list in `allow` to accept it.
   *
   * @default - `value`, or none: a waiver needs no `allow` for a field that is missing, true or false
   */
  readonly allowValue?: string;

  /** The problem, in one sentence. */
  readonly message: string;
}

/** One thing that is wrong, where it is, and how to fix it. Reports, errors and exit codes are made from lists of these. */
export interface Finding {
  /** Id of the control, as in docs/reference/controls.md. */
  readonly control: string;

  /**
   * The gain for an attacker: `critical` (takes over the node or the cluster without another bug), `high` (one bug or one stolen
   * credential away from that), `medium` (widens what an attacker can do in the pod or in the namespace) or `low` (hygiene, cost,
   * availability). An object that does not work is `refused` (by the cluster) or `broken` (its containers do not start, or do not work).
   */
  readonly risk: FindingRisk;

  /** `error` or `warning`: follows from the risk, unless settings change it. */
  readonly severity: FindingSeverity;

  /** Whether a waiver covers it. */
  readonly waived: boolean;

  /**
   * Whether a baseline lists it, so that it does not fail.
   *
   * @default false
   */
  readonly baselined?: boolean;

  /**
   * Path of the construct that stands for the object.
   *
   * @default - the object is in a file
   */
  readonly constructPath?: string;

  /**
   * Path of the file, of the chart or the kustomization that was rendered, or `stdin`.
   *
   * @default - the object is in the construct tree
   */
  readonly file?: string;

  /**
   * Path of the template, or of the kustomization, that the object was rendered from. `line` counts in the rendered text.
   *
   * @default - the object was not rendered
   */
  readonly source?: string;

  /**
   * Paths of the kustomizations with the same finding, which is counted once: the same object, container, field and value.
   *
   * @experimental
   * @default - only one
   */
  readonly overlays?: string[];

  /**
   * Folder of tests of a chart around the file, which the chart does not deploy.
   *
   * @experimental
   * @default - it is in none
   */
  readonly chartTests?: string;

  /**
   * The Helm release, Argo CD application, Flux object or custom resource from which a live object is written again, such as
   * `Helm release shop/web`. The fix belongs there.
   *
   * @experimental
   * @default - the object is not in a cluster, or its marks name nobody
   */
  readonly managedBy?: string;

  /**
   * Value of the chart that reaches the field, from the root of its values, such as `controller.securityContext.runAsNonRoot`.
   *
   * @default - none does, or it is not known
   */
  readonly chartValue?: string;

  /**
   * Which document of the file, counting from 1. Empty documents are not counted.
   *
   * @default - the object is in the construct tree
   */
  readonly document?: number;

  /**
   * Line in the file, counting from 1.
   *
   * @default - the object is in the construct tree
   */
  readonly line?: number;

  /**
   * Column in the line, counting from 1.
   *
   * @default - not known
   */
  readonly column?: number;

  /**
   * Last line of the value.
   *
   * @default - not known
   */
  readonly endLine?: number;

  /**
   * Column behind the last character of the value.
   *
   * @default - not known
   */
  readonly endColumn?: number;

  /** API version of the object, or empty for a Dockerfile. */
  readonly apiVersion: string;

  /** Kind of the object, or `Dockerfile`. */
  readonly kind: string;

  /**
   * Namespace of the object.
   *
   * @default - the object names none
   */
  readonly namespace?: string;

  /** Name of the object, or the path of the Dockerfile. */
  readonly name: string;

  /**
   * Pod template that the finding is in, such as `spec.templates[build]`.
   *
   * @default - the object has only one
   */
  readonly template?: string;

  /**
   * Name of the container.
   *
   * @default - the finding is not about a container
   */
  readonly container?: string;

  /**
   * Keyword of the instruction in a Dockerfile.
   *
   * @default - the finding is not about an instruction
   */
  readonly instruction?: string;

  /** Field as a JSON Pointer (RFC 6901) from the root of the document, such as `/spec/containers/0/image`. */
  readonly path: string;

  /** Field as people write it, from the root of the object, such as `spec.containers[0].image`. */
  readonly field: string;

  /**
   * The value of the field.
   *
   * @default - the field is not set, or its value must not be shown
   */
  readonly value?: any;

  /**
   * The value that a waiver must list in `allow` to accept the finding, and that a baseline compares. A long value is cut, and ends with a
   * digest of the whole.
   *
   * @default - `value`, or none: a waiver needs no `allow` for a field that is missing, true or false
   */
  readonly allowValue?: string;

  /** The problem, in one sentence. */
  readonly message: string;

  /** How to fix it. */
  readonly remedy: string;

  /**
   * Other findings with the same cause, such as the findings of other controls on the same hostPath, or the limit beside the request. They
   * are not counted, and do not have a higher risk.
   *
   * @default - none
   */
  readonly also?: RelatedFinding[];

  /**
   * The waiver that covers it.
   *
   * @default - none does
   */
  readonly waiver?: Waiver;

  /**
   * A waiver that would cover it with `also`, and other findings of the same controls with the same containers and values. Complete it with
   * your reason.
   *
   * @default - a waiver covers it, no waiver can, or Kubernetes itself refuses the object
   */
  readonly suggestedWaiver?: SuggestedWaiver;
}
