import { Job, JobProps, k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { JobRun } from './job-run';
import { JobRunProps } from './job-run-props';
import { parentProps } from './parent-props';
import { HardeningProps } from '../options/hardening-props';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedJob`: those of the cdk8s-plus `Job`, and how to run and harden it. */
export interface HardenedJobProps extends JobProps, JobRunProps, HardeningProps {
  /**
   * Whether the Job waits, with no pod, until the field is changed in the cluster.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/**
 * A `Job` whose pods the Pod Security level "restricted" admits, with a read-only root filesystem and a place to write.
 *
 * It is hardened as a `HardenedDeployment` is.
 */
export class HardenedJob extends Job {
  private readonly hardening: WorkloadHardening;
  private readonly jobRun: JobRun;
  private readonly suspend?: boolean;

  /**
   * @param scope the construct to create it in
   * @param id its id there
   * @param props as for `Job`, and how to run and harden it
   * @throws where a writable path is given twice, `runAs` contradicts `securityContext`, two Dockerfiles are for one container, or an
   * identity or a waiver cannot be meant; where a number is none that
   * Kubernetes takes, or `podFailurePolicy` has more than 20 rules or another restart policy than "Never"
   */
  constructor(scope: Construct, id: string, props: HardenedJobProps = {}) {
    super(scope, id, parentProps(props));
    this.jobRun = new JobRun(this, props);
    this.hardening = new WorkloadHardening(this, props, this.jobRun.declarations);
    this.suspend = props.suspend;
  }

  /**
   * Makes one more path writable.
   *
   * @param path the path
   * @param container name of the only container that may write it; every container if undefined
   * @throws if the path is declared already for the same containers, or another path takes ownership of its PVC, or the reason for that
   * is too short
   */
  public addWritablePath(path: WritablePath, container?: string): void {
    this.hardening.addWritablePath(path, container);
  }

  /**
   * The spec of the Job.
   *
   * @internal
   */
  public _toKube(): k8s.JobSpec {
    return { ...super._toKube(), ...this.jobRun.toJobSpec(), suspend: this.suspend };
  }
}
