import { pathToFileURL } from 'url';
import { Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileCreation, editOf, EditSupport, protocolEdits } from './workspace-edits';
import { asArray, isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { readDocuments } from '../../../formats/yaml/documents';
import { documentEdits } from '../../../formats/yaml/edit/edit-document';
import { applyEdits, TextEdit } from '../../../formats/yaml/edit/splice';
import { readTokens } from '../../../formats/yaml/read-document';
import { readSingleDocument } from '../../../formats/yaml/single-document';
import { YamlError } from '../../../formats/yaml/yaml-error';
import { tokensOf } from '../../../formats/yaml/yaml-tokens';
import { SuggestedWaiver } from '../../../policy/settings/waiver';
import { SETTINGS_SCHEMA } from '../../../tasks/settings-file/schema';
import { toSettings } from '../../../tasks/settings-file/to-settings';

/** A waiver that is added to a settings file, and the place of its reason, which a person writes. */
export interface WaiverEdit {
  readonly edit: WorkspaceEdit;
  readonly uri: string;
  readonly reason: Range;
}

/** A settings file in the editor. */
export interface EditedSettings {
  readonly path: string;
  /** Undefined if there is none yet. */
  readonly document?: TextDocument;
  readonly isOpen: boolean;
}

const FIRST_LINE = `# yaml-language-server: $schema=${SETTINGS_SCHEMA.$id}\n`;

/**
 * Adds a waiver without a reason to a settings file. It applies once someone has written the reason. Undefined if the file would not
 * accept the waiver even with a reason.
 */
export function waiverEdit(
  suggested: SuggestedWaiver, { path, document, isOpen }: EditedSettings, support: EditSupport,
): WaiverEdit | undefined {
  const { reason: _, control, controls, target, ...scope } = suggested;
  const entry = { ...control !== undefined ? { control } : { controls }, target, ...scope, reason: '' };
  const uri = document?.uri ?? pathToFileURL(path).href;
  const before = document?.getText() ?? '';
  const edits = editsFor(before, entry);
  const after = edits && applyEdits(before, edits);
  const reason = after === undefined ? undefined : reasonIn(after, entry);
  if (!edits || !reason || (!document && !support.createsFiles)) {
    return undefined;
  }
  const placed = document ? protocolEdits(document, edits) : undefined;
  const edit = document ? placed && editOf(document, placed, support, isOpen) : fileCreation(uri, after!);
  return edit && { edit, uri, reason };
}

function editsFor(text: string, entry: JsonObject): readonly TextEdit[] | undefined {
  try {
    const source = [...readDocuments([Buffer.from(text)])].find((each) => readTokens(tokensOf(each)) !== null);
    if (!source) {
      const before = text === '' ? FIRST_LINE : text;
      const edits = documentEdits({ text: before, line: 1, column: 1 }, null, { waivers: [entry] });
      return [{ start: 0, end: text.length, text: applyEdits(before, edits) }];
    }
    const tokens = tokensOf(source);
    const value = readTokens(tokens);
    const offset = text.indexOf(source.text);
    return isObject(value) && text.indexOf(source.text, offset + 1) < 0
      ? documentEdits(source, value, { ...value, waivers: [...asArray(value.waivers), entry] }, tokens)
        .map(({ start, end, text: inserted }) => ({ start: start + offset, end: end + offset, text: inserted }))
      : undefined;
  } catch (error) {
    if (error instanceof YamlError) {
      return undefined;
    }
    throw error;
  }
}

/** The place of the empty reason; undefined if the file would stay invalid with a reason. */
function reasonIn(text: string, entry: JsonObject): Range | undefined {
  try {
    const { value, rangeOf } = readSingleDocument(Buffer.from(text));
    const settings = value as { readonly waivers: readonly JsonObject[] };
    const last = settings.waivers.length - 1;
    const explained = { ...settings.waivers[last], reason: 'written by a person' };
    toSettings({ ...settings, waivers: [...settings.waivers.slice(0, last), explained] });
    if (!isSameJson(explained, { ...entry, reason: explained.reason })) {
      return undefined;
    }
    const { endLine, endColumn } = rangeOf(['waivers', last, 'reason']);
    const place = { line: endLine! - 1, character: endColumn! - 2 }; // The place between the quotes.
    return { start: place, end: place };
  } catch {
    return undefined;
  }
}
