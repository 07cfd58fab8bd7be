import { Input } from './input';
import { learnable } from './learnable';
import { placeIn } from './unit';
import { JsonObject } from '../../formats/manifest/json';
import { EvaluationFacts, ObjectFacts } from '../../policy/engine/object-facts';
import { Facts } from '../../policy/engine/plan';
import { Rbac } from '../../policy/rbac/rbac';

/** Whether the learned facts affect nothing, only Services, or every object. */
export const REACHES = ['nothing', 'services', 'all'] as const;
export type Reach = typeof REACHES[number];

/**
 * Facts about a workload from other objects of the input. All inputs are read before the first one is evaluated, since objects come
 * in any order. A folder is applied to one namespace.
 */
export class InputFacts {
  private readonly facts = new ObjectFacts();

  /** @param onObject called with all objects, which then are all read */
  constructor(private readonly onObject?: (object: JsonObject, place: string) => void) {}

  /**
   * Looks for objects that affect others. Inputs that cannot be read are reported when they are evaluated.
   *
   * @param also learns the same
   * @param readsPorts whether it looks for the ports of pods: all workloads are read then
   * @returns what they may matter to
   */
  public learn(input: Input, also?: InputFacts, readsPorts = true): Reach {
    let reach = 'nothing' as Reach;
    const { known } = input;
    try {
      const documents = known ? [{ hasWord: true, objects: () => known }] : learnable(input, readsPorts, this.onObject !== undefined);
      for (const { hasWord, objects } of documents) {
        reach = hasWord || reach === 'all' ? 'all' : 'services';
        for (const object of objects()) {
          const place = placeIn(object, input);
          this.learnObject(object, place);
          also?.learnObject(object, place);
        }
      }
    } catch {
      // The evaluation stops at the same place, and reports the error.
    }
    return reach;
  }

  /** Takes the ports of the pods that an object makes, if the caller does not. */
  public learnPorts(object: JsonObject, input: Input): void {
    this.facts.learnPorts(object, placeIn(object, input));
  }

  private learnObject(object: JsonObject, place: string): void {
    this.facts.learn(object, place);
    this.onObject?.(object, place);
  }

  /** The rights of subjects. */
  public get rbac(): Rbac {
    return this.facts.rbac;
  }

  /** The facts for the evaluation of an object of an input. */
  public aroundForEvaluation(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): EvaluationFacts {
    return this.facts.aroundForEvaluation(object, placeIn(object, input), input.rendering?.hasOpenNamespace);
  }

  /** The facts for hardening an object of an input. */
  public around(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): Facts & EvaluationFacts {
    return this.facts.around(object, placeIn(object, input), input.rendering?.hasOpenNamespace);
  }
}
