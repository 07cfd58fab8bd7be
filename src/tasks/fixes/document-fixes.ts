import { JsonObject } from '../../formats/manifest/json';
import { toJsonPointer } from '../../formats/manifest/paths';
import { objectsIn } from '../../formats/manifest/workload';
import { documentEdits } from '../../formats/yaml/edit/edit-document';
import { applyEdits, TextEdit } from '../../formats/yaml/edit/splice';
import { YamlError } from '../../formats/yaml/yaml-error';
import { assess, PlanOf } from '../../policy/engine/assess';
import { FindingFixes, FixChoices } from '../../policy/engine/fix-finding';
import { ParsedDocument } from '../audit/parsed-document';
import { Finding } from '../reports/finding';

/** The finding to fix. */
export type FixedFinding = Pick<Finding, 'control' | 'container' | 'document' | 'path'>;

/** The edits that fix the findings in one document. */
export class DocumentFixes {
  /** Only computed when it is read, because nobody fixes a finding in most documents of a file. */
  private known?: FindingFixes;
  /** The JSON Pointers of its objects. */
  private pointers?: readonly string[];
  private all?: { readonly edits: readonly TextEdit[] | undefined };

  /** @param offset of the document in its file. Edits count from the start of the file. */
  constructor(
    private readonly document: ParsedDocument, private readonly value: JsonObject,
    private readonly planOf: PlanOf, private readonly offset: number,
  ) {}

  /** The edits for one finding; undefined if hardening does not fix it. */
  public forFinding({ control, container, path }: FixedFinding, choices?: FixChoices): readonly TextEdit[] | undefined {
    const index = this.indexOf(path);
    this.known ??= new FindingFixes(this.value, this.planOf);
    for (const after of index < 0 ? [] : this.known.fixes({ control, container, index }, choices)) {
      const edits = this.edits(after);
      if (edits && this.keepsReferences(edits)) {
        return edits;
      }
    }
    return undefined;
  }

  /** The edits for all findings of the object at or above a JSON Pointer; undefined if hardening does not change it. */
  public forObject(pointer: string, choices: Pick<FixChoices, 'overridesUnsafe'> = {}): readonly TextEdit[] | undefined {
    const index = this.indexOf(pointer);
    const wanted = objectsIn(this.value)[index]?.object;
    return wanted && this.hardened(choices, (object) => object === wanted);
  }

  /** The edits for all findings of the document; undefined if hardening does not change it. */
  public forAll(): readonly TextEdit[] | undefined {
    this.all ??= { edits: this.hardened({}, () => true) };
    return this.all.edits;
  }

  /** The text of the document after edits. */
  public textAfter(edits: readonly TextEdit[]): string {
    const { offset } = this;
    return applyEdits(this.document.source.text, edits.map(({ start, end, text }) => ({ start: start - offset, end: end - offset, text })));
  }

  private hardened(
    { overridesUnsafe }: Pick<FixChoices, 'overridesUnsafe'>,
    isWanted: (object: JsonObject) => boolean,
  ): readonly TextEdit[] | undefined {
    const { manifest } = assess(this.value, (object, pods) => {
      const plan = isWanted(object) ? this.planOf(object, pods) : undefined;
      return plan && overridesUnsafe ? { ...plan, filling: { ...plan.filling, overridesUnsafe } } : plan;
    });
    return this.edits(manifest);
  }

  /** The object that a JSON Pointer leads to or into. */
  private indexOf(pointer: string): number {
    this.pointers ??= objectsIn(this.value).map(({ path }) => toJsonPointer(path));
    return this.pointers.findIndex((object) => pointer === object || pointer.startsWith(`${object}/`));
  }

  /** Whether edits keep the aliases of anchors, and with them what the author shares among containers. */
  private keepsReferences(edits: readonly TextEdit[]): boolean {
    const { text } = this.document.source;
    return !ALIAS.test(text) || aliasesIn(this.textAfter(edits)) >= aliasesIn(text);
  }

  /** Undefined if nothing changes, or if no edit of the text has the wanted result. */
  private edits(after: JsonObject): readonly TextEdit[] | undefined {
    try {
      const edits = documentEdits(this.document.source, this.value, after, this.document.tokens);
      const { offset } = this;
      return edits.length === 0 ? undefined : edits.map(({ start, end, text }) => ({ start: start + offset, end: end + offset, text }));
    } catch (error) {
      if (error instanceof YamlError) {
        return undefined;
      }
      throw error;
    }
  }
}

const ALIAS = /(?<![^\s,[{])\*[^\s,[\]{}*]/;

/** One more than the number of texts that look like an alias. Comments count, too, and edits keep them. */
function aliasesIn(text: string): number {
  return text.split(ALIAS).length;
}
