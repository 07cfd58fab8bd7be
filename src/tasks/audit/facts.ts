import { Input } from './input';
import { placeIn } from './unit';
import { isObject, JsonObject } from '../../formats/manifest/json';
import { objectsIn } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readWithDuplicates } from '../../formats/yaml/read-duplicates';
import { tokensOf } from '../../formats/yaml/yaml-tokens';
import { EvaluationFacts, ObjectFacts } from '../../policy/engine/object-facts';
import { Facts } from '../../policy/engine/plan';
import { Rbac } from '../../policy/rbac/rbac';

/** Few documents have one of these words, and only those need to be read. The third one is of roles and bindings. */
const WORDS = /\b(?:ServiceAccount|PersistentVolumeClaim|rbac\.authorization\.k8s\.io)\b|NetworkPolicy\b/;

/**
 * What other objects of the input say about a workload. It takes a look at all inputs before the first is evaluated, since objects come
 * in any order. A folder is applied to one namespace.
 */
export class InputFacts {
  private readonly facts = new ObjectFacts();

  /** @param onObject called with all objects, which then are all read */
  constructor(private readonly onObject?: (object: JsonObject, place: string) => void) {}

  /**
   * Looks for objects that matter. What cannot be read is reported when it is evaluated.
   *
   * @param also learns the same
   * @returns whether there may be some
   */
  public learn(input: Input, also?: InputFacts): boolean {
    let mayMatter = false;
    if (input.isDockerfile || input.isLinkToFolder) {
      return mayMatter;
    }
    try {
      for (const source of readDocuments(input.preview())) {
        if (this.onObject || WORDS.test(source.text)) {
          mayMatter = true;
          const { value } = readWithDuplicates(source, tokensOf(source));
          for (const { object } of isObject(value) ? objectsIn(value) : []) {
            const place = placeIn(object, input);
            this.learnObject(object, place);
            also?.learnObject(object, place);
          }
        }
      }
    } catch {
      // The evaluation stops at the same place, and says why.
    }
    return mayMatter;
  }

  private learnObject(object: JsonObject, place: string): void {
    this.facts.learn(object, place);
    this.onObject?.(object, place);
  }

  /** Who may do what. */
  public get rbac(): Rbac {
    return this.facts.rbac;
  }

  /** What counts for the evaluation of an object of an input. */
  public aroundForEvaluation(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): EvaluationFacts {
    return this.facts.aroundForEvaluation(object, placeIn(object, input));
  }

  /** What counts for hardening an object of an input. */
  public around(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): Facts & EvaluationFacts {
    return this.facts.around(object, placeIn(object, input));
  }
}
