import { k8s, RestartPolicy, Workload } from 'cdk8s-plus-28';
import { JobRunProps } from './job-run-props';
import { PartialDeclarations } from '../settings/declarations';

/** Kubernetes' limit on numbers and on rules. */
const MAX_COUNT = 2147483647;
const MAX_RULES = 20;

/** What a hardened Job or CronJob writes into its Job beyond its parent. */
export class JobRun {
  private readonly rules: readonly k8s.PodFailurePolicyRule[];

  /** @throws where the props cannot be meant */
  constructor(job: Workload, private readonly props: JobRunProps) {
    checkCount('completions', props.completions);
    checkCount('parallelism', props.parallelism);
    this.rules = (props.podFailurePolicy ?? []).map((rule) => rule._toKube());
    if (this.rules.length > MAX_RULES) {
      throw new Error(`podFailurePolicy has ${this.rules.length} rules: give at most ${MAX_RULES}`);
    }
    if (this.rules.length > 0) {
      if (job.restartPolicy !== RestartPolicy.NEVER) {
        throw new Error(`podFailurePolicy does not go with the restart policy "${job.restartPolicy}": leave out restartPolicy, or give "Never"`);
      }
    }
  }

  /** What the rules say about the containers of the pod. */
  public get declarations(): PartialDeclarations {
    return {
      hasPodFailurePolicy: this.rules.length > 0,
      namedContainers: this.rules.flatMap(({ onExitCodes }) => onExitCodes?.containerName ?? [])
        .map((container) => ({ container, option: 'podFailurePolicy' })),
    };
  }

  /** The fields of the Job. */
  public toJobSpec(): Partial<k8s.JobSpec> {
    const { completions, parallelism } = this.props;
    return { completions, parallelism, podFailurePolicy: this.rules.length > 0 ? { rules: [...this.rules] } : undefined };
  }
}

function checkCount(field: string, count: number | undefined): void {
  if (count !== undefined && (!Number.isInteger(count) || count < 0 || count > MAX_COUNT)) {
    throw new Error(`${field} is ${count}: give a whole number from 0 to ${MAX_COUNT}`);
  }
}
