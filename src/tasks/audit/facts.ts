import { factDocuments } from './fact-documents';
import { Input } from './input';
import { placeIn } from './unit';
import { JsonObject } from '../../formats/manifest/json';
import { FACT_NAMES, FactName, Facts } from '../../policy/facts/facts';
import { FactStore } from '../../policy/facts/store';
import { SubjectRules } from '../../policy/rbac/rbac';

/**
 * Facts about an object from other objects of the input. All inputs are read before the first evaluation, because objects come in any
 * order. A folder counts as one namespace.
 */
export class InputFacts {
  private readonly store = new FactStore();

  /**
   * Collects facts from the objects of an input. Errors are ignored here, because the evaluation reports them.
   *
   * @param names the facts to collect
   * @param also other facts that learn from the same objects
   * @returns the facts that some of the objects can have
   */
  public collect(input: Input, names: readonly FactName[] = FACT_NAMES, also?: InputFacts): ReadonlySet<FactName> {
    const found = new Set<FactName>();
    const { known } = input;
    try {
      const documents = known ? [{ facts: names, objects: () => known }] : factDocuments(input, names);
      for (const { facts, objects } of documents) {
        facts.forEach((name) => found.add(name));
        for (const object of objects()) {
          this.add(object, input, names);
          also?.add(object, input, names);
        }
      }
    } catch {
      // The evaluation stops at the same place, and reports the error.
    }
    return found;
  }

  /** Collects facts from an object. */
  public add(object: JsonObject, input: Input, names: readonly FactName[]): void {
    this.store.add(object, placeIn(object, input), names);
  }

  /** All subjects of role bindings, with their rules. */
  public get subjects(): readonly SubjectRules[] {
    return this.store.at('').rbac?.subjects ?? []; // They are the same at every place.
  }

  /** The facts for an object of an input. */
  public for(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): Facts {
    return this.store.at(placeIn(object, input));
  }
}
