import { InputFacts } from './facts';
import { Input } from './input';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { servicePorts } from '../../policy/controls/objects/service-ports';
import { Profile } from '../../policy/engine/profile';

export function checksServices({ ids }: Profile): boolean {
  return ids.has(servicePorts.id);
}

/** Evaluates Services last, when the ports of all pods are known: to read all workloads before would take a third of the time again. */
export class ServicesLast {
  /** Whether there may be Services, and the ports of pods are not known yet. */
  public isNeeded = false;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly facts: InputFacts) {}

  public evaluate(object: JsonObject, input: Input, profile: Profile, evaluate: () => void): void {
    if (!this.isNeeded || !checksServices(profile)) {
      evaluate();
    } else if (groupKind(object) === '/Service') {
      this.waiting.push(evaluate);
    } else {
      this.facts.learnPorts(object, input);
      evaluate();
    }
  }

  public finish(): void {
    this.waiting.splice(0).forEach((evaluate) => evaluate());
  }
}
