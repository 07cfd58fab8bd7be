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
