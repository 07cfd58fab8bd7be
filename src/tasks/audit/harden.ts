import { AUDIT_DEFAULT } from './evaluation';
import { InputFacts } from './facts';
import { Input, Rendering, STDIN } from './input';
import { factsMatteringTo } from './learnable';
import { mayHaveObject } from './may-have-object';
import { Plans } from './plans';
import { isResourceList, withResults } from './resource-list';
import { unreadable } from './unreadable';
import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';
import { withMore } from '../../formats/manifest/first-of';
import { isObject, JsonObject, Path } from '../../formats/manifest/json';
import { PartialObject } from '../../formats/manifest/partial-object';
import { PodView } from '../../formats/manifest/pod';
import { editDocument } from '../../formats/yaml/edit/edit-document';
import { rewriteFile } from '../../formats/yaml/edit/edit-file';
import { firstLine, lineStarts, SourceDocument, Tokens } from '../../formats/yaml/source';
import { SourceLines, SourceRange } from '../../formats/yaml/source-lines';
import { YamlError } from '../../formats/yaml/yaml-error';
import { keptImages, unlockedImages } from '../../policy/controls/locked-images';
import { assess, AssessedObject, Assessment, Plan, PlanOf } from '../../policy/engine/assess';
import { ControlChange } from '../../policy/engine/changes';
import { factReaders } from '../../policy/engine/fact-readers';
import { profileOf } from '../../policy/engine/profile';
import { FACT_NAMES } from '../../policy/facts/facts';
import { keptText, unlockedText } from '../reports/unlocked';
import { SettingsFile } from '../settings-file/settings-file';

/** A document of a file after hardening. */
export interface HardenedDocument {
  readonly file: string;
  /** Undefined for a file that is read as it is. */
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
  /** Where a field is in the hardened file. */
  readonly rangeAfter: (path: Path) => SourceRange;
}

/** Another plan for an object than its own. */
export type RevisePlan = (plan: Plan, object: JsonObject, pods: readonly PodView[]) => Plan;

/** Hardens manifest files, document by document: nothing is kept but names. */
export class Hardener {
  private readonly plans: Plans;
  /** The images without an entry in the lock file, and the images that stay without their digests. */
  private readonly unpinned = { unlocked: new Set<string>(), kept: new Set<string>() };
  private readonly leftAlone = new LeftAlone();
  private read = 0;
  /** How many lines the documents before the current one got in its file. */
  private added = 0;

  /**
   * @param settings how workloads are hardened, and exceptions
   * @param onDocument called for every document with a workload or a problem
   * @param facts the facts of the inputs, if the caller collects them
   * @param revise called for the plan of every object. Default: the plan stays as it is
   */
  constructor(
    settings: SettingsFile,
    now: Date,
    private readonly onDocument: (document: HardenedDocument) => void,
    private readonly facts = new InputFacts(),
    private readonly revise?: RevisePlan,
  ) {
    this.plans = new Plans({ ...settings, rules: { evaluatedBy: AUDIT_DEFAULT, ...settings.rules } }, now, facts);
  }

  /** How many documents were read so far. Empty ones do not count. */
  public get documents(): number {
    return this.read;
  }

  /** Takes the facts from inputs that objects of other inputs depend on. */
  public prepare(inputs: readonly Input[]): void {
    const readers = factReaders(profileOf(AUDIT_DEFAULT));
    const names = FACT_NAMES.filter((name) => inputs.some((input) => factsMatteringTo(input, readers, [name]).length > 0));
    inputs.forEach((input) => this.facts.learn(input, names));
  }

  /**
   * The bytes of an input after hardening. Unchanged parts stay the same, byte for byte.
   *
   * @throws InputError if the input cannot be read, or its text cannot be changed as needed
   */
  public* harden(input: Input): Generator<Uint8Array> {
    let number = 0;
    let written = 0;
    let isChanged = false;
    this.added = 0;
    try {
      for (const bytes of rewriteFile(input.chunks(), (value, source, tokens, duplicateKeys) => {
        number++;
        this.read++;
        const text = isObject(value) ? this.hardenDocument(value, source, tokens, input, number, duplicateKeys) : undefined;
        isChanged ||= text !== undefined;
        return text;
      })) {
        written += bytes.length;
        yield bytes;
      }
    } catch (error) {
      if (!(error instanceof YamlError)) {
        throw error;
      }
      if (isChanged || mayHaveObject(input)) {
        throw unreadable(input.name, error, input.name === STDIN ? undefined : textOf(input));
      }
      yield Buffer.concat([...input.chunks()]).subarray(written);
    }
  }

  /** Problems of the settings for these inputs, once all are hardened. */
  public remarks(): readonly string[] {
    const { plans, leftAlone, unpinned: { unlocked, kept } } = this;
    const { imageLock } = plans.general;
    return [
      ...plans.remarks(),
      ...leftAlone.remarks(),
      ...imageLock && unlocked.size > 0 ? [unlockedText(imageLock.lock.file, unlocked)] : [],
      ...imageLock && kept.size > 0 ? [keptText(imageLock.lock.file, kept)] : [],
    ];
  }

  /**
   * The text of a document after hardening; undefined if it has nothing to harden.
   *
   * @throws YamlError if its text cannot be changed as needed
   */
  public hardenDocument(
    value: JsonObject, source: SourceDocument, tokens: Tokens, input: Pick<Input, 'name' | 'rendering'>, number: number, duplicateKeys?: DuplicateKeys,
  ): string | undefined {
    const onPartial = (partial: PartialObject) => this.leftAlone.add(partial, `${input.name}:${firstLine(tokens)}`);
    const assessment = assess(value, this.revised(this.plans.forDocument(value, input, duplicateKeys, onPartial)));
    if (assessment.objects.length === 0) {
      return undefined;
    }
    assessment.objects.forEach(({ opened, plan }) => opened.pods.forEach((pod) => {
      unlockedImages(pod, plan.context.choices).forEach((image) => this.unpinned.unlocked.add(image));
      keptImages(pod, plan.context.choices).forEach((image) => this.unpinned.kept.add(image));
    }));
    const after = isResourceList(value) ? withResults(assessment) : assessment.manifest;
    const text = editDocument(source, value, after, tokens);
    this.onDocument(document(input, number, source, tokens, text, assessment, this.added));
    this.added += text === source.text ? 0 : lineStarts(text).length - lineStarts(source.text).length;
    return text;
  }

  private revised(planOf: PlanOf): PlanOf {
    const { revise } = this;
    return revise === undefined ? planOf : (object, pods) => {
      const plan = planOf(object, pods);
      return plan && revise(plan, object, pods);
    };
  }
}

/** Of a file, which can be read again. */
function textOf(input: Input): string {
  return Buffer.concat([...input.preview()]).toString();
}

function document(
  { name, rendering }: Pick<Input, 'name' | 'rendering'>, number: number, source: SourceDocument, tokens: Tokens, text: string, assessment: Assessment,
  added: number,
): HardenedDocument {
  let lines: SourceLines | undefined;
  let linesAfter: SourceLines | undefined;
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
    rangeAfter: (path) => path.length === 0
      ? { line: firstLine(tokens) + added, column: 1 }
      : (linesAfter ??= new SourceLines({ text, line: source.line + added, column: source.column })).rangeOf(path),
  };
}

/** How many places a remark names. */
const MAX_NAMES = 3;

const HINTS: { readonly [sort in PartialObject['is']]: string } = {
  patch: 'is only a part of an object, such as a patch, and was not changed: harden what it is a part of, such as `kustomize build FOLDER | cdk8s-hardened harden -`',
  template: 'is a template, and was not changed: harden what it renders to, such as `helm template NAME CHART | cdk8s-hardened harden -`',
};

/** The objects that hardening did not change, because they are incomplete. A folder can have more of them than should stay in memory. */
class LeftAlone {
  private readonly found = new Map<PartialObject['is'], { readonly places: string[]; count: number }>();

  public add({ is, reason }: PartialObject, place: string): void {
    const entry = this.found.get(is) ?? { places: [], count: 0 };
    this.found.set(is, entry);
    entry.count++;
    if (entry.places.length < MAX_NAMES) {
      entry.places.push(`${place} (${reason})`);
    }
  }

  public remarks(): readonly string[] {
    return [...this.found].map(([sort, { places, count }]) => `${withMore(places, count - places.length)}: ${HINTS[sort]}`);
  }
}
