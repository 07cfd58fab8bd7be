/** The labels with the name of a Job on its pods: with the prefix of its API group, and the older one without. */
export const JOB_NAME_LABELS: readonly string[] = ['batch.kubernetes.io/job-name', 'job-name'];
/** The labels with the uid of a Job on its pods. */
export const JOB_UID_LABELS: readonly string[] = ['batch.kubernetes.io/controller-uid', 'controller-uid'];

/** How a controller of Kubernetes names the objects that it creates for a workload: the name of the workload, and this suffix. */
export interface CreatedName {
  readonly kind: string;
  /** The kind of the workload. */
  readonly by: string;
  /** A regular expression, for JavaScript and for CEL. */
  readonly suffix: string;
}

/**
 * `pod-template-hash` is a decimal number of 32 bits, encoded by `rand.SafeEncodeString`, which maps the ten digits to these characters.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/controller_utils.go (`ComputeHash`)
 */
export const REPLICA_SET_NAME: CreatedName = { kind: 'ReplicaSet', by: 'Deployment', suffix: '-[bcdf456789]{1,10}' };

/**
 * The scheduled time in minutes since 1970, which has 8 digits until 2160; in seconds before Kubernetes 1.21.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/cronjob/utils.go (`getTimeHashInMinutes`)
 */
export const JOB_NAME: CreatedName = { kind: 'Job', by: 'CronJob', suffix: '-[0-9]{8,10}' };

export const CREATED_NAMES: readonly CreatedName[] = [REPLICA_SET_NAME, JOB_NAME];
