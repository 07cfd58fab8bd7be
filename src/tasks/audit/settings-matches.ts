import { JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { matchingContainers, WorkloadPattern } from '../../policy/engine/match';
import { Rules } from '../../policy/engine/plan';

/** Which entries of `workloads` in the settings nothing matches: one with a mistake in it changes nothing. */
export class SettingsMatches {
  private readonly open = new Set<WorkloadPattern>();

  public expect({ workloads = [] }: Rules): void {
    workloads.forEach(({ match }) => this.open.add(match));
  }

  /** Called for every workload. An entry that matched once is not tested again. */
  public see(object: JsonObject, pods: readonly PodView[]): void {
    for (const match of pods.length > 0 ? this.open : []) {
      if (matchingContainers(match, object, pods)) {
        this.open.delete(match);
      }
    }
  }

  public remarks(): readonly string[] {
    return [...this.open].map((match) => `no workload in the input matches ${JSON.stringify(match)}, as an entry of \`workloads\` asks for`);
  }
}
