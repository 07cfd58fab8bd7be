import { structuredPatch } from 'diff';
import { DocumentText } from './document-text';
import { ManifestDocument } from './documents';
import { OpenedManifest } from '../engine/open';
import { Path } from '../manifest/json';
import { Hunk, ObjectChanges, ObjectText } from '../reports/reported-object';
import { secretPaths } from '../reports/secret-paths';
import { YamlError } from '../yaml/yaml-error';

/** Lines around a change. */
const CONTEXT = 3;
/** Lines of an object that change. Comparing texts takes the square of their number: a tenth of a second for as many. */
const MAX_CHANGES = 1000;
const TITLE = 'What `cdk8s-hardened harden` would change, with the same profile and settings';

/** A document with the text that hardening makes of it, object by object. */
export class ShownDocument {
  private readonly text: DocumentText;
  private hardened?: DocumentText | YamlError;

  /** @param harden makes the text; undefined if nothing is hardened */
  constructor(public readonly document: ManifestDocument, private readonly harden: (document: ManifestDocument) => string | undefined) {
    const { source, tokens, rangeOf } = document;
    this.text = new DocumentText(source, tokens, { rangeOf });
  }

  /** The lines of an object. */
  public textOf(path: Path, opened: OpenedManifest): ObjectText {
    const shown = this.text.objectAt(path);
    return { ...shown, secrets: secretPaths(opened).map(shown.placeOf) };
  }

  /** What hardening would change in an object. */
  public changesAt(path: Path): ObjectChanges {
    const hardened = this.hardened ??= this.hardenedText();
    if (hardened instanceof YamlError) {
      return { title: TITLE, hunks: [], note: `The text cannot be changed: ${hardened.message}` };
    }
    const before = this.text.objectAt(path);
    const hunks = hardened === this.text ? [] : hunksBetween(before, hardened.objectAt(path, before.isPrinted));
    return hunks ? { title: TITLE, hunks } : { title: TITLE, hunks: [], note: 'There are too many changes to show: run `harden --diff`.' };
  }

  private hardenedText(): DocumentText | YamlError {
    const { document, text } = this;
    try {
      const hardened = this.harden(document) ?? document.source.text;
      return hardened === document.source.text ? text : text.replaced(hardened);
    } catch (error) {
      if (error instanceof YamlError) {
        return error;
      }
      throw error;
    }
  }
}

/** The lines that differ; undefined if there are too many. */
function hunksBetween(before: ObjectText, after: ObjectText): readonly Hunk[] | undefined {
  const [one, other] = [before, after].map(({ lines }) => `${lines.join('\n')}\n`);
  const patch = structuredPatch('', '', one, other, '', '', { context: CONTEXT, maxEditLength: MAX_CHANGES });
  return patch?.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const firstLine = before.firstLine + oldStart - 1;
    return { header: `@@ -${firstLine},${oldLines} +${after.firstLine + newStart - 1},${newLines} @@`, firstLine, lines };
  });
}
