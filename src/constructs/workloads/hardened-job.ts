import { Job, JobProps, k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { completeConnections } from './complete-connections';
import { JOB_RUN, JobRun } from './job-run';
import { JobRunProps } from './job-run-props';
import { parentProps } from './parent-props';
import { FLAG_OPTION } from '../options/check-values';
import { HardeningProps } from '../options/hardening-props';
import { namingConstruct } from '../options/name-construct';
import { WritablePath } from '../options/writable-path';
import { WorkloadHardening } from '../synth/workload-hardening';

/** Properties of `HardenedJob`: the props of the cdk8s-plus `Job`, and options to run and harden it. */
export interface HardenedJobProps extends JobProps, JobRunProps, HardeningProps {
  /**
   * Whether the Job starts suspended: it has no pods until someone changes the field in the cluster.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/**
 * A `Job` whose pods meet the Pod Security level "restricted", with a read-only root filesystem and writable paths.
 *
 * `HardenedDeployment` describes how hardening works.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedJob(chart, 'migrate', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2', command: ['/app/migrate'] }],
 *   podFailurePolicy: [PodFailureRule.onDisruption(PodFailureAction.IGNORE)],
 * });
 */
export class HardenedJob extends Job {
  private readonly hardening: WorkloadHardening;
  private readonly jobRun: JobRun;
  private readonly suspend?: boolean;

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the props of `Job`, and options to run and harden it
   * @throws if an option is misspelled or has the wrong type, an identity or waiver is invalid, `runAs` contradicts `securityContext`, or a
   * writable path is declared twice; if `completions` or `parallelism` is not a valid number, or `podFailurePolicy` has more than 20 rules
   * or is used with a restart policy other than "Never"
   */
  constructor(scope: Construct, id: string, props: HardenedJobProps = {}) {
    super(scope, id, parentProps(scope, id, props, { ...JOB_RUN, suspend: FLAG_OPTION }));
    this.jobRun = namingConstruct(this, undefined, () => new JobRun(this, props));
    this.hardening = new WorkloadHardening(this, props, this.jobRun.declarations);
    completeConnections(this, () => this.hardening.isolate());
    this.suspend = props.suspend;
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
   * The spec of the Job.
   *
   * @internal
   */
  public _toKube(): k8s.JobSpec {
    return { ...super._toKube(), ...this.jobRun.toJobSpec(), suspend: this.suspend };
  }
}
