import { DocumentFixes, FixedFinding } from './document-fixes';
import { isObject } from '../../formats/manifest/json';
import { openText } from '../../formats/yaml/bytes';
import { readParts } from '../../formats/yaml/documents';
import { TextEdit } from '../../formats/yaml/edit/splice';
import { SourceDocument } from '../../formats/yaml/source';
import { YamlError } from '../../formats/yaml/yaml-error';
import { FixChoices } from '../../policy/engine/fix-finding';
import { AUDIT_DEFAULT } from '../audit/evaluation';
import { InputFacts } from '../audit/facts';
import { Input } from '../audit/input';
import { parseDocument } from '../audit/parsed-document';
import { Plans } from '../audit/plans';
import { isResourceList } from '../audit/resource-list';
import { SettingsFile } from '../settings-file/settings-file';

/** The parts of an input that fixes need. */
type FixedInput = Pick<Input, 'name' | 'rendering' | 'chunks' | 'parse'>;

/** The edits that fix findings in manifest files, as `harden` makes them for the profile of the audit. */
export class Fixes {
  private readonly plans: Plans;

  /** @param facts from other objects, about the objects of the files */
  constructor(settings: SettingsFile, now: Date, facts = new InputFacts()) {
    const { rules } = settings; // A file that was read also has its absent fields, as undefined.
    this.plans = new Plans({ ...settings, rules: { ...rules, profile: rules.profile ?? AUDIT_DEFAULT } }, now, facts);
  }

  /** Reads a manifest file. One that cannot be read has no fixes. */
  public in(input: FixedInput): FileFixes {
    return new FileFixes(documentsOf(input, this.plans));
  }
}

/** The edits that fix findings in one file. Offsets count UTF-16 code units of its text, including a byte order mark. */
export class FileFixes {
  /** @param documents by their numbers; undefined for a document that cannot be hardened */
  constructor(private readonly documents: readonly (DocumentFixes | undefined)[]) {}

  /** The smallest edits for one finding; undefined if hardening does not fix it. */
  public forFinding(finding: FixedFinding, choices?: FixChoices): readonly TextEdit[] | undefined {
    const { document } = finding;
    return document === undefined ? undefined : this.documents[document - 1]?.forFinding(finding, choices);
  }

  /**
   * The edits for everything that hardening fixes in an object; undefined if there is nothing.
   *
   * @param pointer a JSON Pointer to the object, or into it
   */
  public forObject(document: number, pointer: string, choices?: Pick<FixChoices, 'overridesUnsafe'>): readonly TextEdit[] | undefined {
    return this.documents[document - 1]?.forObject(pointer, choices);
  }

  /** The edits for everything that hardening fixes in the file; undefined if there is nothing. */
  public forAll(): readonly TextEdit[] | undefined {
    const edits = this.documents.flatMap((document) => document?.forAll() ?? []);
    return edits.length > 0 ? edits : undefined;
  }

  /** Whether hardening fixes anything in the file. Stops at the first fix. */
  public get areAny(): boolean {
    return this.documents.some((document) => document?.forAll() !== undefined);
  }

  /** The text of one document after edits of it. */
  public documentAfter(document: number, edits: readonly TextEdit[]): string | undefined {
    return this.documents[document - 1]?.textAfter(edits);
  }
}

function documentsOf(input: FixedInput, plans: Plans): readonly (DocumentFixes | undefined)[] {
  try {
    return [...readFixes(input, plans)];
  } catch (error) {
    if (error instanceof YamlError) {
      return [];
    }
    throw error;
  }
}

function* readFixes(input: FixedInput, plans: Plans): Generator<DocumentFixes | undefined> {
  const opened = openText(input.chunks());
  let offset = opened.mark.bytes.length > 0 ? 1 : 0;
  for (const { bytes, document } of readParts(opened)) {
    if (document) {
      yield* fixesOf(document, offset, input, plans);
    }
    offset += (document?.text ?? bytes.toString()).length;
  }
}

/** Empty documents are not counted. */
function* fixesOf(source: SourceDocument, offset: number, input: FixedInput, plans: Plans): Generator<DocumentFixes | undefined> {
  const { parse = parseDocument } = input;
  const document = parse(source);
  const { value, duplicateKeys } = document;
  if (value !== null) {
    const isHardened = isObject(value) && !isResourceList(value);
    yield isHardened ? new DocumentFixes(document, value, plans.forDocument(value, input, duplicateKeys), offset) : undefined;
  }
}
