import { k8s, RestartPolicy, Workload } from 'cdk8s-plus-28';
import { JobRunProps } from './job-run-props';
import { PartialDeclarations } from '../settings/declarations';

/** Kubernetes' limit on numbers and on rules. */
const MAX_COUNT = 2147483647;
const MAX_RULES = 20;

/** Writes the fields of `JobRunProps` into a Job. */
export class JobRun {
  private readonly rules: readonly k8s.PodFailurePolicyRule[];

  /** @throws if the props are invalid */
  constructor(job: Workload, private readonly props: JobRunProps) {
    checkCount('completions', props.completions);
    checkCount('parallelism', props.parallelism);
    this.rules = (props.podFailurePolicy ?? []).map((rule) => rule._toKube());
    if (this.rules.length > MAX_RULES) {
      throw new Error(`podFailurePolicy has ${this.rules.length} rules: use at most ${MAX_RULES}`);
    }
    if (this.rules.length > 0) {
      if (job.restartPolicy !== RestartPolicy.NEVER) {
        throw new Error(`podFailurePolicy needs the restart policy "Never", and restartPolicy is "${job.restartPolicy}": leave out restartPolicy`);
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
    throw new Error(`${field} is ${count}: use a whole number from 0 to ${MAX_COUNT}`);
  }
}
