import { k8s, RestartPolicy, Workload } from 'cdk8s-plus-28';
import { JobRunProps } from './job-run-props';
import { formatVersion, parseVersion } from '../manifest/version';
import { unknownContainer } from '../options/container-names';
import { defaultsFor } from '../options/defaults';

/** Kubernetes' limit on numbers and on rules. */
const MAX_COUNT = 2147483647;
const MAX_RULES = 20;

/** The version in which podFailurePolicy is on by default. An older API server drops it silently. */
const POD_FAILURE_POLICY_SINCE = 26;

/** Writes the fields of `JobRunProps` into a Job. */
export class JobRun {
  private readonly rules: readonly k8s.PodFailurePolicyRule[];

  /** @throws if the props are invalid */
  constructor(private readonly job: Workload, private readonly props: JobRunProps) {
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
      job.node.addValidation({ validate: () => [...this.versionProblem(), ...this.containerProblems()] });
    }
  }

  /** The fields of the Job. */
  public toJobSpec(): Partial<k8s.JobSpec> {
    const { completions, parallelism } = this.props;
    return { completions, parallelism, podFailurePolicy: this.rules.length > 0 ? { rules: [...this.rules] } : undefined };
  }

  private versionProblem(): string[] {
    const target = parseVersion(defaultsFor(this.job).kubernetesVersion ?? 'latest');
    return target >= POD_FAILURE_POLICY_SINCE ? [] : [
      `podFailurePolicy came with Kubernetes ${formatVersion(POD_FAILURE_POLICY_SINCE)}, and the target is ${formatVersion(target)}: `
      + 'leave it out, or raise kubernetesVersion',
    ];
  }

  /** Checked at synth, since containers may come late. */
  private containerProblems(): string[] {
    const names = [...this.job.containers, ...this.job.initContainers].map(({ name }) => name);
    const unknown = this.rules.flatMap(({ onExitCodes }) => onExitCodes?.containerName ?? []).filter((name) => !names.includes(name));
    return unknown.map((name) => unknownContainer('podFailurePolicy', name, names));
  }
}

function checkCount(field: string, count: number | undefined): void {
  if (count !== undefined && (!Number.isInteger(count) || count < 0 || count > MAX_COUNT)) {
    throw new Error(`${field} is ${count}: use a whole number from 0 to ${MAX_COUNT}`);
  }
}
