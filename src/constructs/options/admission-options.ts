import { HardeningProfile } from './hardening-profile';
import { Platform } from './platform';
import { SuggestedWaiver } from '../../policy/settings/waiver';

/** Who applies admission policies. */
export enum AdmissionTarget {
  /** The API server, by policies of Kubernetes 1.30 and newer; from 1.36 on they can fill in, too. */
  VALIDATING_ADMISSION_POLICY = 'vap',
  /** Kyverno 1.17 and newer. */
  KYVERNO = 'kyverno',
}

/** What a cluster does with a pod or a workload that violates a policy. */
export enum AdmissionAction {
  /** It is admitted, and the audit log of the API server has the violation. */
  AUDIT = 'audit',
  /** The same, and whoever applies it gets a warning. */
  WARN = 'warn',
  /** It is refused. */
  DENY = 'deny',
  /** Nothing: the policy is not written. */
  OFF = 'off',
}

/** Properties of `AdmissionPolicies`. */
export interface AdmissionPoliciesProps {
  /**
   * The set of controls.
   *
   * @default HardeningProfile.PSS_RESTRICTED
   */
  readonly profile?: HardeningProfile;

  /**
   * Who applies the policies. For Pod Security labels use `HardenedNamespace`.
   *
   * @default AdmissionTarget.VALIDATING_ADMISSION_POLICY
   */
  readonly target?: AdmissionTarget;

  /**
   * What happens to what has an error. Begin with `AUDIT`, go on to `WARN`, and end with `DENY`.
   *
   * @default AdmissionAction.AUDIT
   */
  readonly action?: AdmissionAction;

  /**
   * What happens to what has a warning.
   *
   * @default - as `action`, but `WARN` if that is `DENY`
   */
  readonly warningAction?: AdmissionAction;

  /**
   * The oldest Kubernetes version of the clusters, such as `1.34`.
   *
   * @default - that of the defaults of the scope, or `latest`
   */
  readonly kubernetesVersion?: string;

  /**
   * The platform of the clusters.
   *
   * @default - that of the defaults of the scope, or `Platform.KUBERNETES`
   */
  readonly platform?: Platform;

  /**
   * Namespaces that the policies do not apply to.
   *
   * @default - only kube-system, which is always exempt
   */
  readonly exemptNamespaces?: string[];

  /**
   * Exceptions for workloads of the cluster, as a waiver file has them.
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
   * The name of the policy, with which the names of all objects begin: up to 40 of a-z, 0-9 and "-".
   *
   * @default 'cdk8s-hardened'
   */
  readonly policyName?: string;
}
