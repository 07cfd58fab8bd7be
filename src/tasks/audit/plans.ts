import { InputFacts } from './facts';
import { Input } from './input';
import { functionSettings, isResourceList } from './resource-list';
import { SettingsWaivers, Waiving } from './settings-waivers';
import { settingsFileOf } from './unit';
import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';
import { JsonObject } from '../../formats/manifest/json';
import { PartialObject, partialObject } from '../../formats/manifest/partial-object';
import { PodView } from '../../formats/manifest/pod';
import { amended } from '../../policy/context/context';
import { ObjectPlan, PlanOf } from '../../policy/engine/assess';
import { matchingContainers, WorkloadPattern } from '../../policy/engine/match';
import { mergedRules, planOf, HardeningConfig } from '../../policy/engine/plan';
import { TargetedWaivers } from '../../policy/waivers/targeted-waivers';
import { RulesByFile } from '../settings-file/rules-by-file';
import { SettingsFile } from '../settings-file/settings-file';

/** Plans how objects are hardened, according to the settings for their files, waivers, and other objects of the input. */
export class Plans {
  private readonly waivers: SettingsWaivers;
  private readonly rules: RulesByFile;
  private readonly matches = new SettingsMatches();
  /** The waivers of the settings file, followed by the waivers of KRM functions. */
  private readonly listed: TargetedWaivers[];

  constructor(settings: SettingsFile, now: Date, private readonly facts: InputFacts) {
    this.waivers = new SettingsWaivers(now);
    this.rules = new RulesByFile(settings);
    this.listed = [new TargetedWaivers(settings.waivers)];
    this.matches.expect(settings.rules);
  }

  /** The rules that apply to all files. */
  public get general(): HardeningConfig {
    return this.rules.general;
  }

  /**
   * The plans for the objects of a document.
   *
   * @param onPartial called for an object that stays unchanged because it is only a part of an object
   */
  public forDocument(
    document: JsonObject,
    input: Pick<Input, 'name' | 'rendering'>,
    duplicateKeys?: DuplicateKeys,
    onPartial?: (partial: PartialObject) => void,
  ): PlanOf {
    const { rules, waivers } = this.settingsFor(document, settingsFileOf(input));
    return (object, pods) => {
      this.matches.see(object, pods);
      const known = {
        facts: this.facts.for(object, input),
        notes: { duplicateKeys, isNamespaceChosenAtDeploy: input.rendering?.isNamespaceChosenAtDeploy },
      };
      const plan = planOf(rules, object, known, pods);
      const partial = partialObject(object, pods);
      if (partial) {
        onPartial?.(partial);
        return undefined;
      }
      const waiving = this.waivers.waiveFor(waivers, object, plan);
      return waiving ? withWaivers(planOf(rules, object, known, pods, waiving.profile, waiving.waive), waiving) : plan;
    };
  }

  /** Problems of settings and waivers with all these objects. */
  public remarks(): readonly string[] {
    return [...this.waivers.remarks(this.listed), ...this.matches.remarks()];
  }

  /** The settings for a document. A KRM function can have its own settings, which override the command line. */
  private settingsFor(
    document: JsonObject, file: string,
  ): { readonly rules: HardeningConfig; readonly waivers: readonly TargetedWaivers[] } {
    const rules = this.rules.for(file);
    const [general] = this.listed;
    if (!isResourceList(document)) {
      return { rules, waivers: [general] };
    }
    const own = functionSettings(document);
    const ownWaivers = new TargetedWaivers(own.waivers);
    this.listed.push(ownWaivers);
    this.matches.expect(own.rules);
    return { rules: mergedRules(rules, own.rules), waivers: [general, ownWaivers] };
  }
}

function withWaivers(plan: ObjectPlan, { waive, isWaived }: Waiving): ObjectPlan {
  return { ...plan, context: amended(plan.context, { notes: { isWaived } }), waive };
}

/** Finds the entries of `workloads` in the settings that match nothing, because such an entry, for example with a typo, has no effect. */
class SettingsMatches {
  private readonly open = new Set<WorkloadPattern>();

  public expect({ workloads = [] }: HardeningConfig): void {
    workloads.forEach(({ match }) => this.open.add(match));
  }

  /** Called for every workload. An entry that matched is not tested again. */
  public see(object: JsonObject, pods: readonly PodView[]): void {
    for (const match of pods.length > 0 ? this.open : []) {
      if (matchingContainers(match, object, pods)) {
        this.open.delete(match);
      }
    }
  }

  public remarks(): readonly string[] {
    return [...this.open].map((match) => `no workload in the input matches ${JSON.stringify(match)}: `
      + 'correct or remove this entry of `workloads`');
  }
}
