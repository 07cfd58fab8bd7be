import { HardeningProfile } from '../options/hardening-profile';

/** Which findings fail a synthesis: by their severity, or by their risk. */
export enum FailOn {
  /** Errors only. */
  ERROR = 'error',
  /** Errors and warnings. */
  WARNING = 'warning',
  /** The risk `critical`, and objects that do not work. */
  CRITICAL = 'critical',
  /** The risks `critical` and `high`, and objects that do not work. */
  HIGH = 'high',
  /** Every risk but `low`, and objects that do not work. */
  MEDIUM = 'medium',
  /** Every risk, and objects that do not work. */
  LOW = 'low',
  /** Nothing. */
  NEVER = 'never',
}

/** The controls that objects are evaluated against. */
export interface ReportOptions {
  /**
   * The set of controls.
   *
   * @default - the profile that `setDefaults` sets for the scope, else HardeningProfile.HARDENED
   */
  readonly profile?: HardeningProfile;

  /**
   * The Kubernetes version: `1.28`, `v1.28` or `latest`. Versions that are newer than the newest known are evaluated as the newest.
   *
   * @default - the version that `setDefaults` sets for the scope, else `latest`
   */
  readonly kubernetesVersion?: string;
}

/** How a scope is enforced. */
export interface EnforceOptions extends ReportOptions {
  /**
   * Which findings fail the synthesis. Other findings are printed to stderr as warnings.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;

  /**
   * Whether the synthesis also fails if an object contains pods, or settings of pods, that no control evaluates, such as the values of a
   * chart or a custom resource of an unknown kind. After you review such an object, accept it with a waiver.
   *
   * @default false
   */
  readonly failOnUnevaluated?: boolean;

  /**
   * Path of a baseline, from the working directory: the findings that it lists do not fail. Every synthesis prints how many there are,
   * and which of them are gone. `cdk8s-hardened audit dist --baseline FILE --update-baseline` writes it. It hides nothing that Kubernetes
   * itself refuses, and nothing in hardened kinds.
   *
   * @default - that of the settings file, if one is used
   */
  readonly baseline?: string;

  /**
   * Path of a settings file, `cdk8s-hardened.yaml`, from the working directory. Its profile, version, platform, severities, waivers,
   * `failOn` and baseline count for the scope; options that are set beside it count more. What it says of files is for the command line.
   *
   * @default - none: `enforce` does not look for one
   */
  readonly settingsFile?: string;
}
