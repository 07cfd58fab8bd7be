import { InputFacts } from './facts';
import { Input } from './input';
import { factsMatteringTo } from './learnable';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { FactReaders, isReadBy } from '../../policy/engine/fact-readers';
import { FactName, FACTS } from '../../policy/facts/facts';

/**
 * Collects facts of workloads while these are evaluated, and evaluates the objects that read them last, such as Services: to read all
 * workloads before would take a third of the time again.
 */
export class ReadersLast {
  private names: readonly FactName[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly facts: InputFacts) {}

  /** The facts among some that must be collected before. The others are collected later, if an input may have an object that reads them. */
  public without(names: readonly FactName[], inputs: readonly Input[], readersFor: (input: Input) => FactReaders): readonly FactName[] {
    const canWait = names.filter((name) => FACTS[name].isInWorkloads && inputs.every((input) => readersFor(input).get(name) !== 'all'));
    this.names = canWait.filter((name) => inputs.some((input) => factsMatteringTo(input, readersFor(input), [name]).length > 0));
    return names.filter((name) => !canWait.includes(name));
  }

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
