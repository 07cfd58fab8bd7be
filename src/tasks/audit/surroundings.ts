import { InputFacts, Reach, REACHES } from './facts';
import { inFileOrder } from './file-order';
import { Input } from './input';
import { mayHaveService } from './learnable';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { OpenedManifest } from '../../policy/engine/open';
import { Profile } from '../../policy/engine/profile';
import { Settings } from '../../policy/settings/settings';

/** The inputs around those that changed. */
export interface OtherInputs {
  /** The unchanged inputs. Their objects affect the evaluation of changed ones, and the other way around. */
  readonly unchanged: readonly Input[];
  /** The files that changed or were deleted, as they were before. */
  readonly before: readonly Input[];
  /** The paths that all inputs are read from. */
  readonly paths: readonly string[];
}

/** Whether findings can depend on other objects. The Pod Security Standards check single pods; other controls may compare objects. */
export function dependsOnOthers({ level }: Profile): boolean {
  return level === 'hardened';
}

/**
 * What other objects say about an object, now and before some files changed. A NetworkPolicy that was deleted leaves pods open in files
 * that did not change.
 */
export class Surroundings {
  public readonly facts = new InputFacts();
  private readonly before = new InputFacts();
  private changed: Reach = 'nothing';

  /**
   * Without others, the ports of pods are learned while they are evaluated: all workloads would be read twice.
   *
   * @param evaluated in the order in which they are read
   */
  public learn(evaluated: readonly Input[], others?: OtherInputs): void {
    const known = [
      ...evaluated.map((input) => ({ input, learn: () => this.learnChanged(input, others !== undefined) })),
      ...others?.unchanged.map((input) => ({ input, learn: () => void this.facts.learn(input, this.before) })) ?? [],
      ...others?.before.map((input) => ({ input, learn: () => this.learnBefore(input) })) ?? [],
    ];
    (others ? inFileOrder(known, ({ input }) => input, others.paths) : known).forEach(({ learn }) => learn());
  }

  /** Whether objects that changed or were deleted may matter to an object of an input that did not change. */
  public mayMatterTo(input: Input): boolean {
    return this.changed === 'all' || (this.changed === 'services' && mayHaveService(input));
  }

  /** The same for an object. */
  public mayMatterToObject(object: JsonObject): boolean {
    return this.changed === 'all' || (this.changed === 'services' && groupKind(object) === '/Service');
  }

  /**
   * Which of the findings on an object that did not change are there because of other objects that did; undefined if none are.
   *
   * @param settings the current settings and facts for the object
   */
  public caused(
    object: JsonObject, input: Input, opened: OpenedManifest, profile: Profile, settings: Settings, findings: readonly EvaluatedFinding[],
  ): ((finding: EvaluatedFinding) => boolean) | undefined {
    if (findings.length === 0) {
      return undefined;
    }
    const before = evaluateOpened(opened, profile, { ...settings, ...this.before.aroundForEvaluation(object, input) });
    const known = new Set(before.map(nameOf));
    const isNew = (finding: EvaluatedFinding) => !known.has(nameOf(finding));
    return findings.some(isNew) ? isNew : undefined;
  }

  private learnChanged(input: Input, readsPorts: boolean): void {
    this.changed = further(this.facts.learn(input, undefined, readsPorts), this.changed);
  }

  private learnBefore(input: Input): void {
    this.changed = further(this.before.learn(input), this.changed);
  }
}

function further(one: Reach, other: Reach): Reach {
  return REACHES.indexOf(one) > REACHES.indexOf(other) ? one : other;
}

function nameOf({ control, container, path, allowKey, detail }: EvaluatedFinding): string {
  return JSON.stringify([control.id, container, path, allowKey, detail]);
}
