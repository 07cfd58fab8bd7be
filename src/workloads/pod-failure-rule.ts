import { k8s } from 'cdk8s-plus-28';

const STATUSES = ['True', 'False', 'Unknown'];

/** What the failure of a pod means for its Job. */
export enum PodFailureAction {
  /** The Job has failed: no pod is tried again, and those that run are stopped. */
  FAIL_JOB = 'FailJob',
  /** The pod is tried again, and its failure does not count towards `backoffLimit`. */
  IGNORE = 'Ignore',
  /** The failure counts towards `backoffLimit`, as it does without a rule. */
  COUNT = 'Count',
}

/** One rule of a Job's pod failure policy: which failures it is for, and what they mean. */
export class PodFailureRule {
  /**
   * For containers that end with one of these exit codes.
   *
   * @param action what the failure means
   * @param exitCodes the exit codes, each 1 to 255
   * @param container name of the one container it is for; every container where it is not given
   * @throws where there is no exit code, or one is no whole number in that range
   */
  public static onExitCodes(action: PodFailureAction, exitCodes: number[], container?: string): PodFailureRule {
    return PodFailureRule.byExitCodes(action, 'In', checkCodes(exitCodes, 1), container);
  }

  /**
   * For containers that fail with an exit code other than these.
   *
   * @param action what the failure means
   * @param exitCodes the exit codes it is not for, each 0 to 255; 0 alone stands for every failure
   * @param container name of the one container it is for; every container where it is not given
   * @throws where there is no exit code, or one is no whole number in that range
   */
  public static onOtherExitCodes(action: PodFailureAction, exitCodes: number[], container?: string): PodFailureRule {
    return PodFailureRule.byExitCodes(action, 'NotIn', checkCodes(exitCodes, 0), container);
  }

  /**
   * For pods that were disturbed from outside: drained, preempted, evicted for want of room on their node.
   *
   * @param action what the failure means; mostly `PodFailureAction.IGNORE`
   */
  public static onDisruption(action: PodFailureAction): PodFailureRule {
    return PodFailureRule.onCondition(action, 'DisruptionTarget');
  }

  /**
   * For pods that have a condition.
   *
   * @param action what the failure means
   * @param type type of the condition, such as `ConfigIssue`
   * @param status its status: `True`, `False` or `Unknown`
   * @throws where the status is none of these
   */
  public static onCondition(action: PodFailureAction, type: string, status: string = 'True'): PodFailureRule {
    if (!STATUSES.includes(status)) {
      throw new Error(`a pod failure rule has the status "${status}": give one of ${STATUSES.join(', ')}`);
    }
    return new PodFailureRule({ action, onPodConditions: [{ type, status }] });
  }

  private static byExitCodes(action: PodFailureAction, operator: string, values: number[], containerName?: string): PodFailureRule {
    // The schema of Kubernetes 1.28 requires the list of conditions even here.
    return new PodFailureRule({ action, onExitCodes: { operator, values, containerName }, onPodConditions: [] });
  }

  private constructor(private readonly rule: k8s.PodFailurePolicyRule) {}

  /**
   * The rule as Kubernetes takes it.
   *
   * @internal
   */
  public _toKube(): k8s.PodFailurePolicyRule {
    return this.rule;
  }
}

/** The codes as the API server insists on them: in order, and each once. */
function checkCodes(exitCodes: readonly number[], least: number): number[] {
  if (exitCodes.length === 0) {
    throw new Error('a pod failure rule has no exit codes: give at least one');
  }
  const odd = exitCodes.find((code) => !Number.isInteger(code) || code < least || code > 255);
  if (odd !== undefined) {
    throw new Error(`a pod failure rule has the exit code ${odd}: give whole numbers from ${least} to 255`);
  }
  return [...new Set(exitCodes)].sort((a, b) => a - b);
}
