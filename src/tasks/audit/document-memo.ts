import { EvaluatedObject } from './audit-options';
import { movedTo, parseDocument, ParsedDocument } from './parsed-document';
import { append } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { SourceDocument } from '../../formats/yaml/source';
import { allFactReaders, isReadBy } from '../../policy/engine/fact-readers';
import { FACT_NAMES, FactName } from '../../policy/facts/facts';


/** For each fact, how often it has changed. */
export type FactVersions = { readonly [name in FactName]: number };

/** The data besides its text that the result for an object depends on. Two bases are equal if all fields are identical. */
export interface EvaluationBasis {
  readonly settings: object;
  /** A version for each fact. It changes with every change of other objects that may matter. */
  readonly facts: FactVersions;
  /** The date, because waivers expire. */
  readonly day: string;
}

interface Known {
  /** The document as it was first parsed. Further moves start from it, so that they do not form a chain. */
  readonly original: ParsedDocument;
  readonly here: ParsedDocument;
}

/**
 * A cache for the documents of a text that changes, as in an editor: unchanged documents are neither parsed nor evaluated again. It keeps
 * the documents of the current text, and of the last text that could be read to its end.
 */
export class DocumentMemo {
  private version?: number;
  private isComplete = false;
  /** Documents by line. */
  private current = new Map<number, Known>();
  private complete = new Map<number, Known>();
  /** By text, the documents of the last complete text that were not found again yet. */
  private left = new Map<string, ParsedDocument[]>();
  private readonly evaluated = new WeakMap<JsonObject, { readonly basis: EvaluationBasis; readonly found: EvaluatedObject }>();

  /** Begins a text. Equal versions mean equal texts. */
  public begin(version: number): void {
    if (this.version === version) {
      return;
    }
    if (this.isComplete) {
      this.complete = this.current;
    }
    this.version = version;
    this.isComplete = false;
    this.current = new Map();
    this.left = new Map();
    for (const { original } of this.complete.values()) {
      append(this.left, original.source.text, [original]);
    }
  }

  /** Ends a text that could be read completely. */
  public end(): void {
    this.isComplete = true;
  }

  /**
   * Reads a document of the text.
   *
   * @throws YamlError if it cannot be read
   */
  public parse(source: SourceDocument): ParsedDocument {
    const { line, text } = source;
    const known = this.current.get(line)?.here;
    if (known?.source.text === text && known.source.column === source.column) {
      return known;
    }
    // Only for whole lines, because a JSON document can begin within a line.
    const before = source.column === 1 ? this.left.get(text)?.pop() : undefined;
    const here = before ? movedTo(source, before) : parseDocument(source);
    if (!here.duplicateKeys && source.column === 1) {
      this.current.set(line, { original: before ?? here, here });
    }
    return here;
  }

  /** The result for an object in an earlier text, if everything that it depends on is unchanged. */
  public recall(object: JsonObject, basis: EvaluationBasis, evaluate: () => EvaluatedObject): EvaluatedObject {
    const before = this.evaluated.get(object);
    if (before && isSameFor(object, before.basis, basis)) {
      return before.found;
    }
    const found = evaluate();
    this.evaluated.set(object, { basis, found });
    return found;
  }
}

function isSameFor(object: JsonObject, one: EvaluationBasis, other: EvaluationBasis): boolean {
  const { settings, facts, day } = one;
  const kind = groupKind(object);
  const readers = allFactReaders();
  return settings === other.settings && day === other.day
    && FACT_NAMES.every((name) => facts[name] === other.facts[name] || !isReadBy(readers, name, kind));
}
