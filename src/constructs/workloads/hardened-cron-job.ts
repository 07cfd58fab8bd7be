import { CronJob, CronJobProps, k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { completeConnections } from './complete-connections';
import { JOB_RUN, JobRun } from './job-run';
import { JobRunProps } from './job-run-props';
import { parentProps } from './parent-props';
import { HardeningProps } from '../options/hardening-props';
import { namingConstruct } from '../options/name-construct';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedCronJob`: the props of the cdk8s-plus `CronJob`, and options to run and harden its Jobs. */
export interface HardenedCronJobProps extends CronJobProps, JobRunProps, HardeningProps {}

/**
 * A `CronJob` whose pods meet the Pod Security level "restricted", with a read-only root filesystem and writable paths.
 *
 * `HardenedDeployment` describes how hardening works.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedCronJob(chart, 'backup', {
 *   schedule: Cron.daily(),
 *   containers: [{ image: 'registry.example.com/shop/backup:1.4.2' }],
 * });
 */
export class HardenedCronJob extends CronJob {
  private readonly hardening: WorkloadHardening;
  private readonly jobRun: JobRun;

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `CronJob`, and options to run and harden its Jobs
   * @throws if an option is misspelled or has the wrong type, an identity or waiver is invalid, `runAs` contradicts `securityContext`, or a
   * writable path is declared twice; if `completions` or `parallelism` is not a valid number, or `podFailurePolicy` has more than 20 rules
   * or is used with a restart policy other than "Never"
   */
  constructor(scope: Construct, id: string, props: HardenedCronJobProps) {
    super(scope, id, parentProps(scope, id, props, JOB_RUN));
    this.jobRun = namingConstruct(this, undefined, () => new JobRun(this, props));
    this.hardening = new WorkloadHardening(this, props, this.jobRun.declarations);
    completeConnections(this, () => this.hardening.isolate());
  }

  /**
   * Makes one more path writable.
   *
   * @param path the path
   * @param container name of the only container that may write it, or every container if undefined
   * @throws if the path is already declared for the same containers, another path takes ownership of the same PVC, or the reason to take
   * ownership is too short
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
