import { SettingsFile } from './settings-file';
import { mergedRules, HardeningConfig } from '../../policy/engine/plan';

/** The rules of each file: the rules for all files, overridden by the entries that match it. */
export class RulesByFile {
  /** One object for all files that the same entries match, since plans are cached by their rules. */
  private readonly known = new Map<string, HardeningConfig>();
  /** The file that was asked for last: it is asked for again for each of its objects. */
  private last?: { readonly file: string; readonly rules: HardeningConfig };

  constructor(private readonly settings: Pick<SettingsFile, 'rules' | 'overrides'>) {}

  /** The rules for all files, with the rules that override everything. */
  public get general(): HardeningConfig {
    return this.for('');
  }

  /** The rules for all files, and those with each entry for some files. */
  public get all(): readonly HardeningConfig[] {
    const { overrides } = this.settings;
    return [this.general, ...overrides.map((entry) => this.merged(overrides.filter((each) => each === entry || each.isFor(''))))];
  }

  public for(file: string): HardeningConfig {
    if (this.last?.file !== file) {
      this.last = { file, rules: this.merged(this.settings.overrides.filter(({ isFor }) => isFor(file))) };
    }
    return this.last.rules;
  }

  private merged(matching: SettingsFile['overrides']): HardeningConfig {
    const { rules, overrides } = this.settings;
    const key = matching.map((override) => overrides.indexOf(override)).join();
    const merged = this.known.get(key) ?? matching.reduce((outer, { rules: inner }) => mergedRules(outer, inner), rules);
    this.known.set(key, merged);
    return merged;
  }
}

/** Settings with rules that override even the rules for single files, such as the rules of a command line. */
export function overriding(settings: SettingsFile, rules: HardeningConfig): SettingsFile {
  return { ...settings, overrides: [...settings.overrides, { isFor: () => true, rules }] };
}
