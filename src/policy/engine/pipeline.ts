import { AccountTokens } from './account-tokens';
import { byCause } from './by-cause';
import { EvaluatedFinding } from './finding';
import { JsonObject } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';
import { isWaivable } from '../controls/control';

/*
 * The steps from an object to the findings that a report shows. Each one takes the result of the step before:
 *
 * 1. `evaluateOpened` finds violations, with the facts that controls declare.
 * 2. `Waive` adds the waivers that cover findings.
 * 3. `comparedWith` marks the findings that a baseline lists.
 * 4. `Publication` reports each token and each cause once.
 */

/** Adds to findings the waivers that cover them. */
export type Waive = (findings: readonly EvaluatedFinding[]) => readonly EvaluatedFinding[];

/** Whether a baseline lists a finding. Each call uses up one entry of the baseline, so call it once for each finding. */
export type IsListed = (finding: EvaluatedFinding) => boolean;

/**
 * Marks the findings that a baseline lists. A baseline never hides an object that Kubernetes refuses or does not start, nor
 * problems of waivers, declarations and the output. An object without a name could be any object.
 */
export function comparedWith(
  isListed: IsListed | undefined, findings: readonly EvaluatedFinding[], object: JsonObject,
): readonly EvaluatedFinding[] {
  const canBeListed = (finding: EvaluatedFinding) => !finding.waiver && isWaivable(finding.control) && finding.refusedBy === undefined
    && objectName(finding.object ?? object) !== '';
  return isListed ? findings.map((each) => canBeListed(each) && isListed(each) ? { ...each, isListed: true } : each) : findings;
}

/** The place of the findings on an object, and a function that reports one of them later. */
export interface FindingSource<F extends EvaluatedFinding, T> {
  /** The place of an object. Objects at one place are in one namespace. */
  readonly placeOf: (object: JsonObject) => string;
  readonly toHeld: (finding: EvaluatedFinding) => T;
  /** Whether a finding may wait. Default: all may. */
  readonly canWait?: (finding: F) => boolean;
  /** Findings with one cause are merged only if this value is equal. Default: the waiver, and whether a baseline lists the finding. */
  readonly standing?: (finding: F) => unknown;
}

/**
 * Reports each token and each cause once. Call it for one object after the other, because a finding on a ServiceAccount waits for the pods
 * that use the account.
 */
export class Publication<T> {
  private readonly accounts = new AccountTokens<T>();

  /** The findings on an object that can be reported now. */
  public publish<F extends EvaluatedFinding>(
    findings: readonly F[], { placeOf, toHeld, canWait = () => true, standing }: FindingSource<F, T>,
  ): readonly F[] {
    return byCause(this.accounts.take(findings, placeOf, toHeld, canWait), standing);
  }

  /** The findings that waited and are reported. Call it once, after all objects. */
  public left(): readonly T[] {
    return this.accounts.left();
  }
}
