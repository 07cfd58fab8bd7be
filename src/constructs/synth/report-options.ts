import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { AdmissionPolicyFiles } from '../options/admission-policy-files';

/** The findings that fail a synthesis, by severity or by risk. */
export enum FailOn {
  /** Errors only. */
  ERROR = 'error',
  /** Errors and warnings. */
  WARNING = 'warning',
  /** The risk `critical`, and objects that do not work. */
  CRITICAL = 'critical',
  /** The risks `critical` and `high`, and objects that do not work. */
  HIGH = 'high',
  /** Every risk except `low`, and objects that do not work. */
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
   * The Kubernetes version: `1.28`, `v1.28` or `latest`. Versions after the newest known version are evaluated like the newest.
   *
   * @default - the version that `setDefaults` sets for the scope, else `latest`
   */
  readonly kubernetesVersion?: string;
}

/** How to enforce a scope. */
export interface EnforceOptions extends ReportOptions {
  /**
   * The findings that make synthesis fail. Other findings are printed to stderr as warnings.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;

  /**
   * Whether synthesis also fails if an object contains pods, or settings of pods, that no control evaluates, such as the values of a
   * chart or a custom resource of an unknown kind. After you review such an object, accept it with a waiver.
   *
   * @default false
   */
  readonly failOnUnevaluated?: boolean;

  /**
   * Path of a baseline, relative to the working directory: the findings that it lists do not fail. Every synthesis prints the number of
   * these findings, and the ones that are gone. `cdk8s-hardened write-baseline dist --output FILE` writes the file. A baseline
   * hides neither errors that Kubernetes itself refuses nor findings in hardened kinds.
   *
   * @default - the baseline of the settings file, if you use one
   */
  readonly baseline?: string;

  /**
   * The ValidatingAdmissionPolicies of your team. Each validation becomes a control.
   *
   * @default - the policies of the settings file, if you use one
   */
  readonly admissionPolicies?: AdmissionPolicyFiles;

  /**
   * Path of a settings file, `cdk8s-hardened.yaml`, relative to the working directory. Its profile, version, platform, severities, waivers,
   * `failOn` and baseline apply to the scope. Options that you set in code override them. Its settings for files apply only to the command
   * line.
   *
   * @default - none: `enforce` does not look for one
   */
  readonly settingsFile?: string;
}
