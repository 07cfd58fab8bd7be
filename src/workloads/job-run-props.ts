import { PodFailureRule } from './pod-failure-rule';

/** How the pods of a Job run, beyond what cdk8s-plus lets one say. */
export interface JobRunProps {
  /**
   * How many pods must succeed; a whole number.
   *
   * @default - one, or with `parallelism` any: the first that succeeds ends the Job, once the others have ended too
   */
  readonly completions?: number;

  /**
   * How many pods may run at a time; a whole number. With 0 the Job waits.
   *
   * @default - one
   */
  readonly parallelism?: number;

  /**
   * What the failure of a pod means. The first rule that is for a failure decides; at most 20. Needs the restart policy
   * "Never", which is the default, and Kubernetes 1.26.
   *
   * @default - every failure counts towards `backoffLimit`
   */
  readonly podFailurePolicy?: PodFailureRule[];
}
