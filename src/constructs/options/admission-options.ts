import { Platform } from './platform';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { SuggestedWaiver } from '../../policy/settings/waiver';

/**
 * The component that applies admission policies.
 *
 * @stability experimental
 */
export enum AdmissionTarget {
  /** The API server, with the admission policies of Kubernetes 1.30 and newer. From 1.36 on, policies can also fill in fields. */
  VALIDATING_ADMISSION_POLICY = 'vap',
  /** Kyverno 1.17 and newer. */
  KYVERNO = 'kyverno',
}

/**
 * How a cluster treats a pod or workload that violates a policy.
 *
 * @stability experimental
 */
export enum AdmissionAction {
  /** Admit it, and record the violation in the audit log of the API server. */
  AUDIT = 'audit',
  /** Admit and record it, and warn the user who applies it. */
  WARN = 'warn',
  /** Refuse it. */
  DENY = 'deny',
  /** Do not write the policy. */
  OFF = 'off',
}

/**
 * Properties of `AdmissionPolicies`.
 *
 * @stability experimental
 */
export interface AdmissionPoliciesProps {
  /**
   * The set of controls.
   *
   * @default HardeningProfile.PSS_RESTRICTED
   */
  readonly profile?: HardeningProfile;

  /**
   * The component that applies the policies. For Pod Security labels, use `HardenedNamespace`.
   *
   * @default AdmissionTarget.VALIDATING_ADMISSION_POLICY
   */
  readonly target?: AdmissionTarget;

  /**
   * How the cluster treats objects with errors. Start with `AUDIT`, continue with `WARN`, and end with `DENY`.
   *
   * @default AdmissionAction.AUDIT
   */
  readonly action?: AdmissionAction;

  /**
   * How the cluster treats objects with warnings.
   *
   * @default - the same as `action`, but `WARN` if `action` is `DENY`
   */
  readonly warningAction?: AdmissionAction;

  /**
   * The oldest Kubernetes version of the clusters, such as `1.34`.
   *
   * @default - the scope's default, or `latest`
   */
  readonly kubernetesVersion?: string;

  /**
   * The platform of the clusters.
   *
   * @default - the scope's default, or `Platform.KUBERNETES`
   */
  readonly platform?: Platform;

  /**
   * Namespaces that the policies do not apply to.
   *
   * @default - only kube-system, which is always exempt
   */
  readonly exemptNamespaces?: string[];

  /**
   * Exceptions for workloads in the cluster, in the form of the entries of a waiver file.
   *
   * @default - none
   */
  readonly waivers?: SuggestedWaiver[];

  /**
   * Ids of controls whose missing fields a mutating policy fills in, such as `seccomp-profile-restricted`, or `all`.
   * docs/how-to/admission.md lists them.
   *
   * @default - nothing is filled in
   */
  readonly fillIns?: string[];

  /**
   * The name of the policy, which also begins the names of its objects. Use up to 40 characters: a-z, 0-9 and "-".
   *
   * @default 'cdk8s-hardened'
   */
  readonly policyName?: string;
}
