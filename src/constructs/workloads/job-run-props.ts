import { PodFailureRule } from './pod-failure-rule';

/**
 * Fields of a Job that cdk8s-plus-28 does not have. They do not affect security. They are here because a JSON patch would be the only other
 * way to set them in a CronJob.
 *
 * @stability experimental
 */
export interface JobRunProps {
  /**
   * How many pods must succeed, a whole number.
   *
   * @default - one; with `parallelism` the Job is done when one pod has succeeded and the others have ended
   */
  readonly completions?: number;

  /**
   * How many pods may run at a time, a whole number. With 0 the Job is paused.
   *
   * @default - one
   */
  readonly parallelism?: number;

  /**
   * How the Job treats the failure of a pod: the first rule that applies decides. At most 20 rules. Needs the restart policy "Never", which
   * is the default, and Kubernetes 1.26.
   *
   * @default - every failure counts toward `backoffLimit`
   */
  readonly podFailurePolicy?: PodFailureRule[];
}
