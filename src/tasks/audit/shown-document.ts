import { structuredPatch } from 'diff';
import { ManifestDocument } from './documents';
import { Path } from '../../formats/manifest/json';
import { readDocuments } from '../../formats/yaml/documents';
import { fieldRanges } from '../../formats/yaml/field-ranges';
import { readJson } from '../../formats/yaml/json-events';
import { SourceDocument, Tokens } from '../../formats/yaml/source';
import { SourceLines } from '../../formats/yaml/source-lines';
import { YamlError } from '../../formats/yaml/yaml-error';
import { tokensOf } from '../../formats/yaml/yaml-tokens';
import { OpenedManifest } from '../../policy/engine/open';
import { Hunk, ObjectChanges, ObjectText } from '../reports/reported-object';
import { secretPaths } from '../reports/secret-paths';

/** Number of unchanged lines around a change. */
const CONTEXT = 3;
/** Maximum number of changed lines. Comparing takes the square of their number: a tenth of a second for this maximum. */
const MAX_CHANGES = 1000;
/** Characters of a line. A text with longer lines on average was not written for people. */
const MAX_LINE = 200;
const TITLE = 'Changes that `cdk8s-hardened harden` would make with the same profile and settings';

/** The text of a document after hardening; undefined if hardening changes nothing. */
type Harden = (source: SourceDocument, tokens: Tokens) => string | undefined;

/** A document and its text after hardening, by object. */
export class ShownDocument {
  private readonly tokens: Tokens;
  private readonly text: DocumentText;
  private readonly rangeOf?: ObjectText['rangeOf'];
  private hardened?: DocumentText | YamlError;

  constructor(public readonly document: ManifestDocument, private readonly harden: Harden) {
    const { source, tokens, rangeOf } = document;
    if (source.text.length <= source.text.split('\n').length * MAX_LINE) {
      this.tokens = tokens;
      this.text = new DocumentText(source, tokens, { rangeOf });
    } else {
      const printed = JSON.stringify(document.manifest, null, 2);
      const [shown] = readDocuments([Buffer.from(printed)]);
      this.tokens = tokensOf(shown);
      this.text = new DocumentText(shown, this.tokens);
      this.rangeOf = fieldRanges(printed, document.manifest);
    }
  }

  /** The lines of an object in the file. If people cannot read them, the object is printed anew. */
  public textOf(path: Path, opened: OpenedManifest): ObjectText {
    return { ...this.text.objectAt(path, secretPaths(opened)), rangeOf: this.rangeOf };
  }

  /** The changes that hardening makes to an object. */
  public changesAt(path: Path): ObjectChanges {
    const hardened = this.hardened ??= this.hardenedText();
    if (hardened instanceof YamlError) {
      return { title: TITLE, hunks: [], note: `The text cannot be changed: ${hardened.message}` };
    }
    const hunks = hardened === this.text ? [] : hunksBetween(this.text.objectAt(path), hardened.objectAt(path), this.rangeOf !== undefined);
    return hunks ? { title: TITLE, hunks } : { title: TITLE, hunks: [], note: 'There are too many changes to show: run `harden --diff`.' };
  }

  private hardenedText(): DocumentText | YamlError {
    const { text, tokens } = this;
    try {
      const hardened = this.harden(text.source, tokens);
      return hardened === undefined || hardened === text.source.text ? text : text.replaced(hardened);
    } catch (error) {
      if (error instanceof YamlError) {
        return error;
      }
      throw error;
    }
  }
}

/**
 * The lines that differ; undefined if there are too many.
 *
 * @param isPrinted whether the text was printed anew, so that its line numbers differ from the file
 */
function hunksBetween(before: ObjectText, after: ObjectText, isPrinted: boolean): readonly Hunk[] | undefined {
  const [one, other] = [before, after].map(({ lines }) => `${lines.join('\n')}\n`);
  const patch = structuredPatch('', '', one, other, '', '', { context: CONTEXT, maxEditLength: MAX_CHANGES });
  return patch?.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const firstLine = before.firstLine + oldStart - 1;
    const place = isPrinted ? '' : `-${firstLine},${oldLines} +${after.firstLine + newStart - 1},${newLines} `;
    return { header: `@@ ${place}@@`, firstLine, lines };
  });
}

/** The text of a document, by object. */
class DocumentText {
  private readonly lines: readonly string[];
  private readonly places: Pick<SourceLines, 'rangeOf'>;

  /** @param places the places of its fields, if known */
  constructor(public readonly source: SourceDocument, tokens?: Tokens, places?: Pick<SourceLines, 'rangeOf'>) {
    this.lines = source.text.split('\n');
    this.places = places ?? new SourceLines(source, tokens);
  }

  /** The same document with another text. */
  public replaced(text: string): DocumentText {
    const { line, column, events } = this.source;
    return new DocumentText({ text, line, column, events: events && readJson(text, 0).events });
  }

  /** The lines of an object, with the ranges of its secret fields. */
  public objectAt(path: Path, secrets: readonly Path[] = []): ObjectText {
    const { line, endLine = line } = this.places.rangeOf(path);
    return {
      lines: this.lines.slice(line - this.source.line, endLine - this.source.line + 1),
      firstLine: line,
      secrets: secrets.map((secret) => this.places.rangeOf([...path, ...secret])),
    };
  }
}
