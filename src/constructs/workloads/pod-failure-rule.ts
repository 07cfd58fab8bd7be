import { OptionError } from '../../formats/language/option-error';
import { checkValue, listOption, memberOf, requireValue, textSuchAs, wholeNumber } from '../options/check-values';
import { CONTAINER_NAME } from '../options/expected';

const STATUSES = ['True', 'False', 'Unknown'];

/** A rule in the form that every version of cdk8s-plus accepts. */
interface FailureRule {
  readonly action: string;
  readonly onExitCodes?: { readonly operator: string; readonly values: number[]; readonly containerName?: string };
  readonly onPodConditions: { readonly type: string; readonly status: string }[];
}

/**
 * How a Job treats the failure of a pod.
 *
 * @stability experimental
 */
export enum PodFailureAction {
  /** The Job fails: Kubernetes retries no pod and stops those that run. */
  FAIL_JOB = 'FailJob',
  /** Kubernetes retries the pod, and `backoffLimit` ignores the failure. */
  IGNORE = 'Ignore',
  /** Kubernetes retries the pod, and the failure counts toward `backoffLimit`, as it does without a rule. */
  COUNT = 'Count',
}

/**
 * One rule of a Job's pod failure policy: the failures that it applies to, and how the Job treats them.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedJob(chart, 'migrate', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2', command: ['/app/migrate'] }],
 *   podFailurePolicy: [
 *     PodFailureRule.onDisruption(PodFailureAction.IGNORE),
 *     PodFailureRule.onExitCodes(PodFailureAction.FAIL_JOB, [42]),
 *   ],
 * });
 */
export class PodFailureRule {
  /**
   * A rule for containers that fail with one of these exit codes.
   *
   * @param action how the Job treats the failure
   * @param exitCodes the exit codes, each from 1 to 255
   * @param container name of the only container that it applies to, or every container if undefined
   * @throws if the list of exit codes is empty, one is not a whole number in that range, or the action is unknown
   */
  public static onExitCodes(action: PodFailureAction, exitCodes: number[], container?: string): PodFailureRule {
    return PodFailureRule.byExitCodes(action, 'In', checkCodes(exitCodes, 1), container);
  }

  /**
   * A rule for containers that fail with any other exit code.
   *
   * @param action how the Job treats the failure
   * @param exitCodes the exit codes that it does not apply to, each from 0 to 255 (`[0]` means every failure)
   * @param container name of the only container that it applies to, or every container if undefined
   * @throws if the list of exit codes is empty, one is not a whole number in that range, or the action is unknown
   */
  public static onOtherExitCodes(action: PodFailureAction, exitCodes: number[], container?: string): PodFailureRule {
    return PodFailureRule.byExitCodes(action, 'NotIn', checkCodes(exitCodes, 0), container);
  }

  /**
   * A rule for pods that were stopped from outside: drained, preempted or evicted because their node was full.
   *
   * @param action how the Job treats the failure, usually `PodFailureAction.IGNORE`
   */
  public static onDisruption(action: PodFailureAction): PodFailureRule {
    return PodFailureRule.onCondition(action, 'DisruptionTarget');
  }

  /**
   * A rule for pods with a condition.
   *
   * @param action how the Job treats the failure
   * @param conditionType type of the condition, such as `ConfigIssue`
   * @param status status of the condition: `True`, `False` or `Unknown`
   * @throws if the status has another value
   */
  public static onCondition(action: PodFailureAction, conditionType: string, status: string = 'True'): PodFailureRule {
    checkAction(action);
    requireValue('the condition type of a pod failure rule', conditionType, textSuchAs('DisruptionTarget'));
    if (!STATUSES.includes(status)) {
      throw new OptionError('the condition of a pod failure rule has the status '
        + `${JSON.stringify(status)}: use one of ${STATUSES.join(', ')}`);
    }
    return new PodFailureRule({ action, onPodConditions: [{ type: conditionType, status }] });
  }

  private static byExitCodes(action: PodFailureAction, operator: string, values: number[], containerName?: string): PodFailureRule {
    checkAction(action);
    checkValue('the container of a pod failure rule', containerName, CONTAINER_NAME);
    // The schema of Kubernetes 1.28 requires the list of conditions even here.
    return new PodFailureRule({ action, onExitCodes: { operator, values, containerName }, onPodConditions: [] });
  }

  private constructor(private readonly rule: FailureRule) {}

  /**
   * The rule as a Kubernetes object.
   *
   * @internal
   */
  public _toRule(): FailureRule {
    return this.rule;
  }
}

function checkAction(action: unknown): void {
  requireValue('the action of a pod failure rule', action, memberOf('PodFailureAction', PodFailureAction));
}

/** The codes as the API server requires them: sorted, each once. */
function checkCodes(exitCodes: number[], least: number): number[] {
  requireValue('exitCodes', exitCodes, listOption(wholeNumber(least, 255), (value) => `write [${typeof value === 'number' ? value : 42}]`));
  if (exitCodes.length === 0) {
    throw new OptionError('a pod failure rule has no exit codes: set at least one');
  }
  return [...new Set(exitCodes)].sort((a, b) => a - b);
}
