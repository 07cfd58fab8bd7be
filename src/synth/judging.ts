import { HardeningProfile } from '../options/hardening-profile';
import { Waiver } from '../settings/waiver';

/** Which findings fail a synthesis. */
export enum FailOn {
  /** Errors alone. */
  ERROR = 'error',
  /** Warnings too. */
  WARNING = 'warning',
  /** None. */
  NEVER = 'never',
}

/** By what an object is judged. */
export interface ReportOptions {
  /**
   * The set of controls.
   *
   * @default - that of the scope's defaults, and HardeningProfile.HARDENED where they have none
   */
  readonly profile?: HardeningProfile;

  /**
   * The Kubernetes version, as `1.28`, `v1.28` or `latest`. One beyond the newest known is judged as the newest.
   *
   * @default - that of the scope's defaults, and `latest` where they have none
   */
  readonly kubernetesVersion?: string;
}

/** One thing that is wrong with one object. */
export interface HardeningFinding {
  /** Id of the control. */
  readonly control: string;
  /** `error` or `warning`. */
  readonly severity: string;
  /** Path of the construct that stands for the object. */
  readonly constructPath: string;
  /** API version of the object. */
  readonly apiVersion: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace of the object.
   *
   * @default - the object names none
   */
  readonly namespace?: string;
  /**
   * Name of the container.
   *
   * @default - the finding is not on a container
   */
  readonly container?: string;
  /** The field, from the root of the object, as `spec.template.spec.hostNetwork`. */
  readonly path: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
  /**
   * The waiver that covers it.
   *
   * @default - none does
   */
  readonly waiver?: Waiver;
}
