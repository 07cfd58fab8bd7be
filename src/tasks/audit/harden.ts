import { DEFAULT_LEVEL } from './evaluation';
import { InputFacts } from './facts';
import { Input, Rendering, STDIN } from './input';
import { mayHaveService } from './learnable';
import { LeftAlone } from './left-alone';
import { functionSettings, isResourceList, withResults } from './resource-list';
import { SettingsMatches } from './settings-matches';
import { SettingsWaivers, Waiving } from './settings-waivers';
import { settingsFileOf } from './unit';
import { unreadable } from './unreadable';
import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';
import { isObject, JsonObject, Path } from '../../formats/manifest/json';
import { partialObject } from '../../formats/manifest/partial-object';
import { editDocument } from '../../formats/yaml/edit/edit-document';
import { rewriteFile } from '../../formats/yaml/edit/edit-file';
import { firstLine, SourceDocument, Tokens } from '../../formats/yaml/source';
import { SourceLines, SourceRange } from '../../formats/yaml/source-lines';
import { YamlError } from '../../formats/yaml/yaml-error';
import { keptImages, unlockedImages } from '../../policy/controls/locked-images';
import { assess, AssessedObject, Assessment, Plan } from '../../policy/engine/assess';
import { ControlChange } from '../../policy/engine/changes';
import { mergedRules, planOf } from '../../policy/engine/plan';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';
import { keptText, unlockedText } from '../reports/unlocked';
import { RulesByFile } from '../settings-file/rules-by-file';
import { SettingsFile } from '../settings-file/settings-file';

/** A document of a file after hardening. */
export interface HardenedDocument {
  readonly file: string;
  /** Undefined for what is read as it is. */
  readonly rendering?: Rendering;
  /** Which document of the file, counting from 1; one that is empty does not count. */
  readonly number: number;
  /** The text before and after. */
  readonly source: SourceDocument;
  readonly text: string;
  readonly changes: readonly ControlChange[];
  readonly objects: readonly AssessedObject[];
  /** Where a field was before hardening. */
  readonly rangeOf: (path: Path) => SourceRange;
}

/** Hardens manifest files, document by document: nothing is kept but names. */
export class Hardener {
  private readonly settings: SettingsFile;
  private readonly waivers: SettingsWaivers;
  private readonly rules: RulesByFile;
  private readonly matches = new SettingsMatches();
  /** The images that the lock file has no entry for, and those that stay without their digests. */
  private readonly unpinned = { unlocked: new Set<string>(), kept: new Set<string>() };
  private readonly leftAlone = new LeftAlone();
  /** Those that count, of the command line and of KRM functions. */
  private readonly listed: TargetedWaiver[];
  private read = 0;

  /**
   * @param settings how workloads are hardened, and exceptions
   * @param onDocument called for every document that holds a workload, or something wrong
   * @param facts those of the inputs, if somebody else looks for them
   */
  constructor(
    settings: SettingsFile,
    now: Date,
    private readonly onDocument: (document: HardenedDocument) => void,
    private readonly facts = new InputFacts(),
  ) {
    this.settings = { ...settings, rules: { evaluatedBy: DEFAULT_LEVEL, ...settings.rules } };
    this.waivers = new SettingsWaivers(now);
    this.rules = new RulesByFile(this.settings);
    this.listed = [...settings.waivers];
    this.matches.expect(settings.rules);
  }

  /** How many documents were read so far. Empty ones do not count. */
  public get documents(): number {
    return this.read;
  }

  /** Takes from inputs what objects of other inputs depend on. Only Services depend on the ports of pods. */
  public prepare(inputs: readonly Input[]): void {
    const readsPorts = inputs.some(mayHaveService);
    inputs.forEach((input) => this.facts.learn(input, undefined, readsPorts));
  }

  /**
   * The bytes of an input after hardening. What does not change stays as it is, byte for byte.
   *
   * @throws InputError if the input cannot be read, or its text cannot be changed as needed
   */
  public* harden(input: Input): Generator<Uint8Array> {
    let number = 0;
    try {
      yield* rewriteFile(input.chunks(), (value, source, tokens, duplicateKeys) => {
        number++;
        this.read++;
        return isObject(value) ? this.hardenDocument(value, source, tokens, input, number, duplicateKeys) : undefined;
      });
    } catch (error) {
      throw error instanceof YamlError ? unreadable(input.name, error, input.name === STDIN ? undefined : textOf(input)) : error;
    }
  }

  /** What is wrong with the settings for these inputs, once all are hardened. */
  public remarks(): readonly string[] {
    const { waivers, listed, matches, leftAlone, unpinned: { unlocked, kept }, rules } = this;
    const { imageLock } = rules.general;
    return [
      ...waivers.remarks(listed),
      ...matches.remarks(),
      ...leftAlone.remarks(),
      ...imageLock && unlocked.size > 0 ? [unlockedText(imageLock.lock.file, unlocked)] : [],
      ...imageLock && kept.size > 0 ? [keptText(imageLock.lock.file, kept)] : [],
    ];
  }

  /**
   * The text of a document after hardening; undefined if it holds nothing to harden.
   *
   * @throws YamlError if its text cannot be changed as needed
   */
  public hardenDocument(
    value: JsonObject, source: SourceDocument, tokens: Tokens, input: Pick<Input, 'name' | 'rendering'>, number: number, duplicateKeys?: DuplicateKeys,
  ): string | undefined {
    const { name: file } = input;
    const { rules, waivers } = this.settingsFor(value, settingsFileOf(input));
    const assessment = assess(value, (object, pods) => {
      this.matches.see(object, pods);
      const around = this.facts.around(object, input);
      const facts = duplicateKeys ? { ...around, duplicateKeys } : around;
      const plan = planOf(rules, object, facts, pods);
      const partial = partialObject(object, pods);
      if (partial) {
        this.leftAlone.add(partial, `${file}:${firstLine(tokens)}`);
        return undefined;
      }
      const waiving = this.waivers.waiveFor(waivers, object, plan);
      return waiving ? withWaivers(planOf(rules, object, facts, pods, waiving.profile), waiving) : plan;
    });
    if (assessment.objects.length === 0) {
      return undefined;
    }
    assessment.objects.forEach(({ opened, plan }) => opened.pods.forEach((pod) => {
      unlockedImages(pod, plan.settings).forEach((image) => this.unpinned.unlocked.add(image));
      keptImages(pod, plan.settings).forEach((image) => this.unpinned.kept.add(image));
    }));
    const after = isResourceList(value) ? withResults(assessment) : assessment.manifest;
    const text = editDocument(source, value, after, tokens);
    this.onDocument(document(input, number, source, tokens, text, assessment));
    return text;
  }

  /** A KRM function can have settings of its own, which override those of the command line. */
  private settingsFor(value: JsonObject, file: string): Pick<SettingsFile, 'rules' | 'waivers'> {
    const rules = this.rules.for(file);
    if (!isResourceList(value)) {
      return { rules, waivers: this.settings.waivers };
    }
    const own = functionSettings(value);
    this.listed.push(...own.waivers);
    this.matches.expect(own.rules);
    return { rules: mergedRules(rules, own.rules), waivers: [...this.settings.waivers, ...own.waivers] };
  }
}

function withWaivers(plan: Plan, { waive, isWaived }: Waiving): Plan {
  return { ...plan, settings: { ...plan.settings, isWaived }, waive };
}

/** Of a file, which can be read again. */
function textOf(input: Input): string {
  return Buffer.concat([...input.preview()]).toString();
}

function document(
  { name, rendering }: Pick<Input, 'name' | 'rendering'>, number: number, source: SourceDocument, tokens: Tokens, text: string, assessment: Assessment,
): HardenedDocument {
  let lines: SourceLines | undefined;
  return {
    file: name,
    rendering,
    number,
    source,
    text,
    get changes() {
      return assessment.changes;
    },
    objects: assessment.objects,
    // Most documents need no line but their first.
    rangeOf: (path) => path.length === 0
      ? { line: firstLine(tokens), column: 1 }
      : (lines ??= new SourceLines(source, tokens)).rangeOf(path),
  };
}
