import { CronJob, CronJobProps, k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { JobRun } from './job-run';
import { JobRunProps } from './job-run-props';
import { parentProps } from './parent-props';
import { HardeningProps } from '../options/hardening-props';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedCronJob`: those of the cdk8s-plus `CronJob`, and how to run and harden its Jobs. */
export interface HardenedCronJobProps extends CronJobProps, JobRunProps, HardeningProps {}

/**
 * A `CronJob` whose pods the Pod Security level "restricted" admits, with a read-only root filesystem and a place to write.
 *
 * It is hardened as a `HardenedDeployment` is.
 */
export class HardenedCronJob extends CronJob {
  private readonly hardening: WorkloadHardening;
  private readonly jobRun: JobRun;

  /**
   * @param scope the construct to create it in
   * @param id its id there
   * @param props as for `CronJob`, and how to run and harden its Jobs
   * @throws where a writable path is given twice, `runAs` contradicts `securityContext`, two Dockerfiles are for one container, or an
   * identity or a waiver cannot be meant; where a number is none that
   * Kubernetes takes, or `podFailurePolicy` has more than 20 rules or another restart policy than "Never"
   */
  constructor(scope: Construct, id: string, props: HardenedCronJobProps) {
    super(scope, id, parentProps(props));
    this.jobRun = new JobRun(this, props);
    this.hardening = new WorkloadHardening(this, props, this.jobRun.declarations);
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
   * The spec of the CronJob.
   *
   * @internal
   */
  public _toKube(): k8s.CronJobSpec {
    const spec = super._toKube();
    const jobSpec = { ...spec.jobTemplate.spec!, ...this.jobRun.toJobSpec() };
    return { ...spec, jobTemplate: { ...spec.jobTemplate, spec: jobSpec } };
  }
}
