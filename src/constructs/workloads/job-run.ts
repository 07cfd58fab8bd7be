import { k8s, RestartPolicy, Workload } from 'cdk8s-plus-28';
import { JobRunProps } from './job-run-props';
import { OptionError } from '../../formats/language/option-error';
import { PartialDeclarations } from '../../policy/settings/declarations';
import { ExpectedOptions, listOption, objectOption, wholeNumber } from '../options/check-values';

/** Kubernetes' limit on numbers and on rules. */
const MAX_COUNT = 2147483647;
const MAX_RULES = 20;

/** The values that the options of `JobRunProps` accept. */
export const JOB_RUN: ExpectedOptions<JobRunProps> = {
  completions: wholeNumber(0, MAX_COUNT),
  parallelism: wholeNumber(0, MAX_COUNT),
  podFailurePolicy: listOption(
    objectOption('_toRule', () => 'write PodFailureRule.onExitCodes(...)'), () => 'write [PodFailureRule.onExitCodes(...)]',
  ),
};

/** Writes the fields of `JobRunProps` into a Job. */
export class JobRun {
  private readonly rules: readonly k8s.PodFailurePolicyRule[];

  /** @throws if the props are invalid */
  constructor(job: Workload, private readonly props: JobRunProps) {
    this.rules = (props.podFailurePolicy ?? []).map((rule) => rule._toRule());
    if (this.rules.length > MAX_RULES) {
      throw new OptionError(`podFailurePolicy has ${this.rules.length} rules: use at most ${MAX_RULES}`);
    }
    if (this.rules.length > 0) {
      if (job.restartPolicy !== RestartPolicy.NEVER) {
        throw new OptionError('podFailurePolicy needs the restart policy "Never", and restartPolicy '
          + `is "${job.restartPolicy}": leave out restartPolicy`);
      }
    }
  }

  /** The declarations of the rules about the containers of the pod. */
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
