import { HardeningProfile } from '../options/hardening-profile';

/** Which findings fail a synthesis. */
export enum FailOn {
  /** Errors only. */
  ERROR = 'error',
  /** Errors and warnings. */
  WARNING = 'warning',
  /** Nothing. */
  NEVER = 'never',
}

/** What objects are evaluated against. */
export interface ReportOptions {
  /**
   * The set of controls.
   *
   * @default - the profile that `setDefaults` sets for the scope, else HardeningProfile.HARDENED
   */
  readonly profile?: HardeningProfile;

  /**
   * The Kubernetes version, as `1.28`, `v1.28` or `latest`. A newer version than the newest known is evaluated as the newest.
   *
   * @default - the version that `setDefaults` sets for the scope, else `latest`
   */
  readonly kubernetesVersion?: string;
}
