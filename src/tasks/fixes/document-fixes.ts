import { JsonObject } from '../../formats/manifest/json';
import { toJsonPointer } from '../../formats/manifest/paths';
import { objectsIn } from '../../formats/manifest/workload';
import { documentEdits } from '../../formats/yaml/edit/edit-document';
import { TextEdit } from '../../formats/yaml/edit/splice';
import { SourceDocument, Tokens } from '../../formats/yaml/source';
import { YamlError } from '../../formats/yaml/yaml-error';
import { assess, PlanOf } from '../../policy/engine/assess';
import { FindingFixes, FixChoices } from '../../policy/engine/fix-finding';
import { Finding } from '../reports/finding';

/** The finding to fix. */
export type FixedFinding = Pick<Finding, 'control' | 'container' | 'document' | 'path'>;

/** The edits that fix the findings in one document. */
export class DocumentFixes {
  private readonly fixes: FindingFixes;
  /** Where its objects are. */
  private readonly pointers: readonly string[];

  /** @param offset of the document in its file, which all edits count from the start of */
  constructor(
    private readonly source: SourceDocument, private readonly value: JsonObject, private readonly tokens: Tokens,
    private readonly planOf: PlanOf, private readonly offset: number,
  ) {
    this.fixes = new FindingFixes(value, planOf);
    this.pointers = objectsIn(value).map(({ path }) => toJsonPointer(path));
  }

  /** For one finding; undefined if hardening does not fix it. */
  public forFinding({ control, container, path }: FixedFinding, choices?: FixChoices): readonly TextEdit[] | undefined {
    const index = this.indexOf(path);
    const after = index < 0 ? undefined : this.fixes.fix({ control, container, index }, choices);
    return after && this.edits(after);
  }

  /** For all findings of the object that a JSON Pointer leads to or into; undefined if hardening changes nothing in it. */
  public forObject(pointer: string, choices: Pick<FixChoices, 'overridesUnsafe'> = {}): readonly TextEdit[] | undefined {
    const index = this.indexOf(pointer);
    const wanted = objectsIn(this.value)[index]?.object;
    return wanted && this.hardened(choices, (object) => object === wanted);
  }

  /** For all findings of the document; undefined if hardening changes nothing in it. */
  public forAll(choices: Pick<FixChoices, 'overridesUnsafe'> = {}): readonly TextEdit[] | undefined {
    return this.hardened(choices, () => true);
  }

  private hardened({ overridesUnsafe }: Pick<FixChoices, 'overridesUnsafe'>, isWanted: (object: JsonObject) => boolean): readonly TextEdit[] | undefined {
    const { manifest } = assess(this.value, (object, pods) => {
      const plan = isWanted(object) ? this.planOf(object, pods) : undefined;
      return plan && overridesUnsafe ? { ...plan, filling: { ...plan.filling, overridesUnsafe } } : plan;
    });
    return this.edits(manifest);
  }

  /** The object that a JSON Pointer leads to or into. */
  private indexOf(pointer: string): number {
    return this.pointers.findIndex((object) => pointer === object || pointer.startsWith(`${object}/`));
  }

  /** Undefined if nothing changes, or if no edit of the text has the wanted result. */
  private edits(after: JsonObject): readonly TextEdit[] | undefined {
    try {
      const edits = documentEdits(this.source, this.value, after, this.tokens);
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
