import { AUDIT_DEFAULT } from './evaluation';
import { factsMatteringTo } from './fact-documents';
import { InputFacts } from './facts';
import { Input, Rendering, STDIN } from './input';
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
import { assess, AssessedObject, Assessment, ObjectPlan, PlanOf } from '../../policy/engine/assess';
import { ControlChange } from '../../policy/engine/changes';
import { factReaders } from '../../policy/engine/fact-readers';
import { profileOf, withOwnControls } from '../../policy/engine/profile';
import { FACT_NAMES } from '../../policy/facts/facts';
import { keptText, unlockedText } from '../reports/unlocked';
import { SettingsFile } from '../settings-file/settings-file';

/** A document of a file after hardening. */
export interface HardenedDocument {
  readonly file: string;
  /** Undefined for a file that was not rendered. */
  readonly rendering?: Rendering;
  /** Number of the document in the file, counting from 1. Empty documents are not counted. */
  readonly number: number;
  /** The text before hardening. */
  readonly source: SourceDocument;
  readonly text: string;
  readonly changes: readonly ControlChange[];
  readonly objects: readonly AssessedObject[];
  /** The range of a field before hardening. */
  readonly rangeOf: (path: Path) => SourceRange;
  /** The range of a field in the hardened file. */
  readonly rangeAfter: (path: Path) => SourceRange;
}

/** Changes the plan for an object. */
export type RevisePlan = (plan: ObjectPlan, object: JsonObject, pods: readonly PodView[]) => ObjectPlan;

/** Hardens manifest files, document by document. It only keeps names, to save memory. */
export class Hardener {
  private readonly plans: Plans;
  /** Images without an entry in the lock file, and images that stay without their digests. */
  private readonly unpinned = { unlocked: new Set<string>(), kept: new Set<string>() };
  private readonly leftAlone = new LeftAlone();
  private read = 0;
  /** Number of lines that hardening added to the documents before the current one. */
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

  /** Number of documents that were read. Empty documents are not counted. */
  public get documents(): number {
    return this.read;
  }

  /** Collects the facts that objects of other inputs depend on. */
  public prepare(inputs: readonly Input[]): void {
    const readers = factReaders(withOwnControls(profileOf(AUDIT_DEFAULT), this.plans.general.ownControls));
    const names = FACT_NAMES.filter((name) => inputs.some((input) => factsMatteringTo(input, readers, [name]).length > 0));
    inputs.forEach((input) => this.facts.collect(input, names));
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

  /** Problems of the settings for these inputs. Call it after all inputs. */
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
    value: JsonObject,
    source: SourceDocument,
    tokens: Tokens,
    input: Pick<Input, 'name' | 'rendering'>,
    number: number,
    duplicateKeys?: DuplicateKeys,
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

/** The text of a file, which can be read twice. */
function textOf(input: Input): string {
  return Buffer.concat([...input.preview()]).toString();
}

function document(
  { name, rendering }: Pick<Input, 'name' | 'rendering'>,
  number: number,
  source: SourceDocument,
  tokens: Tokens,
  text: string,
  assessment: Assessment,
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
    // Most documents only need their first line.
    rangeOf: (path) => path.length === 0
      ? { line: firstLine(tokens), column: 1 }
      : (lines ??= new SourceLines(source, tokens)).rangeOf(path),
    rangeAfter: (path) => path.length === 0
      ? { line: firstLine(tokens) + added, column: 1 }
      : (linesAfter ??= new SourceLines({ text, line: source.line + added, column: source.column })).rangeOf(path),
  };
}

/** Maximum number of places in a remark. */
const MAX_NAMES = 3;

const HINTS: { readonly [sort in PartialObject['is']]: string } = {
  patch: 'is only a part of an object, such as a patch, and was not changed: harden the complete '
    + 'object, such as with `kustomize build FOLDER | cdk8s-hardened harden -`',
  template: 'is a template, and was not changed: harden the rendered objects, such as with `helm template NAME CHART | cdk8s-hardened '
    + 'harden -`',
};

/**
 * The objects that hardening left unchanged, because they are incomplete. It keeps only some names, because a folder can have very many
 * such objects.
 */
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
