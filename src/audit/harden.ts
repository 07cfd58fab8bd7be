import { InputFacts } from './facts';
import { InputError } from './input-error';
import { Input } from './inputs';
import { functionSettings, isResourceList, withResults } from './resource-list';
import { SettingsFile } from './settings-file/read';
import { assess, AssessedObject, Assessment, Plan } from '../engine/assess';
import { ControlChange } from '../engine/changes';
import { mergedRules, planOf } from '../engine/plan';
import { isObject, JsonObject, Path } from '../manifest/json';
import { applyWaivers } from '../waivers/apply';
import { isPast } from '../waivers/expiry';
import { isTarget, targetText } from '../waivers/target';
import { TargetedWaiver } from '../waivers/waiver-file';
import { editDocument } from '../yaml/edit/edit-document';
import { rewriteFile } from '../yaml/edit/edit-file';
import { firstLine, SourceDocument, Tokens } from '../yaml/source';
import { SourceLines, SourceRange } from '../yaml/source-lines';
import { YamlError } from '../yaml/yaml-error';

/** A document of a file after hardening. */
export interface HardenedDocument {
  readonly file: string;
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
  private readonly facts = new InputFacts();
  private readonly matched = new Set<TargetedWaiver>();

  /**
   * @param settings how workloads are hardened, and exceptions
   * @param onDocument called for every document that holds a workload
   */
  constructor(
    private readonly settings: SettingsFile,
    private readonly now: Date,
    private readonly onDocument: (document: HardenedDocument) => void,
  ) {}

  /** Takes from an input what workloads of other inputs depend on. */
  public prepare(input: Input): void {
    if (!input.isLinkToFolder) {
      this.facts.learn(input);
    }
  }

  /**
   * The bytes of an input after hardening. What does not change stays as it is, byte for byte.
   *
   * @throws InputError if the input cannot be read, or its text cannot be changed as needed
   */
  public* harden(input: Input): Generator<Uint8Array> {
    let number = 0;
    try {
      yield* rewriteFile(input.chunks(), (value, source, tokens) => {
        number++;
        return isObject(value) ? this.hardenDocument(value, source, tokens, input.name, number) : undefined;
      });
    } catch (error) {
      throw error instanceof YamlError ? new InputError(`${input.name}:${error.line}:${error.column}: ${error.message}`) : error;
    }
  }

  /** The waivers of the settings that do not count: their object is not in the input, or they have expired. */
  public remarks(): readonly string[] {
    return this.settings.waivers.flatMap((listed) => {
      const { waiver: { control, expires }, target } = listed;
      const what = `the waiver of "${control}" is for ${targetText(target)}`;
      return !this.matched.has(listed) ? [`${what}, which is not in the input`]
        : expires !== undefined && isPast(expires, this.now) ? [`${what}, and expired at the end of ${expires} (UTC)`] : [];
    });
  }

  private hardenDocument(value: JsonObject, source: SourceDocument, tokens: Tokens, file: string, number: number): string | undefined {
    const { rules, waivers } = this.settingsFor(value);
    const assessment = assess(value, (object, pods) => {
      const plan = planOf(rules, object, this.facts.around(object, file), pods);
      const waive = this.waiveFor(waivers, object);
      return waive ? { ...plan, waive } : plan;
    });
    if (assessment.objects.length === 0) {
      return undefined;
    }
    const after = isResourceList(value) ? withResults(assessment) : assessment.manifest;
    const text = editDocument(source, value, after, tokens);
    this.onDocument(document(file, number, source, tokens, text, assessment));
    return text;
  }

  /** A KRM function can have settings of its own, which override those of the command line. */
  private settingsFor(value: JsonObject): SettingsFile {
    if (!isResourceList(value)) {
      return this.settings;
    }
    const { rules, waivers } = functionSettings(value);
    return { rules: mergedRules(this.settings.rules, rules), waivers: [...this.settings.waivers, ...waivers] };
  }

  /** Applies the waivers for an object; undefined if there are none. */
  private waiveFor(waivers: readonly TargetedWaiver[], object: JsonObject): Plan['waive'] {
    const matching = waivers.filter(({ target }) => isTarget(target, object));
    matching.forEach((waiver) => this.matched.add(waiver));
    const listed = matching.map(({ waiver }) => waiver);
    // Those in annotations do not count: a chart would waive what its user has not seen.
    const counting = listed.filter(({ expires }) => expires === undefined || !isPast(expires, this.now));
    return counting.length === 0 ? undefined : (findings) => applyWaivers(findings, counting);
  }
}

function document(
  file: string, number: number, source: SourceDocument, tokens: Tokens, text: string, assessment: Assessment,
): HardenedDocument {
  let lines: SourceLines | undefined;
  return {
    file,
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
