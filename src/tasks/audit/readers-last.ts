import { factsMatteringTo } from './fact-documents';
import { InputFacts } from './facts';
import { Input } from './input';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { FactReaders, isReadBy } from '../../policy/engine/fact-readers';
import { FactName, FACTS } from '../../policy/facts/facts';

/**
 * Collects facts from workloads during their evaluation. Objects that need these facts, such as Services, are evaluated last: reading all
 * workloads twice would take a third longer.
 */
export class ReadersLast {
  private names: readonly FactName[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly facts: InputFacts) {}

  /**
   * The facts that must be collected before the evaluation. The other facts are collected during it, if an input may have an object that
   * needs them.
   */
  public neededBefore(
    names: readonly FactName[], inputs: readonly Input[], readersFor: (input: Input) => FactReaders,
  ): readonly FactName[] {
    const canWait = names.filter((name) => FACTS[name].isInWorkloads && inputs.every((input) => readersFor(input).get(name) !== 'all'));
    this.names = canWait.filter((name) => inputs.some((input) => factsMatteringTo(input, readersFor(input), [name]).length > 0));
    return names.filter((name) => !canWait.includes(name));
  }

  /** Evaluates an object: now, or in `finish` if it needs facts from workloads. */
  public evaluate(object: JsonObject, input: Input, readers: FactReaders, evaluate: () => void): void {
    if (this.names.some((name) => isReadBy(readers, name, groupKind(object)))) {
      this.waiting.push(evaluate);
      return;
    }
    if (this.names.length > 0) {
      this.facts.add(object, input, this.names);
    }
    evaluate();
  }

  public finish(): void {
    this.waiting.splice(0).forEach((evaluate) => evaluate());
  }
}
