import { Hover, MarkupKind, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { FieldRules, rulesOfField, rulesOfInstruction } from './field-rules';
import { fileKind, helmPlace } from './file-kind';
import { ListKind } from './list-files';
import { describedAt } from './schema-walk';
import { schemaOf } from './schemas';
import { UsedSettings } from './settings-store';
import { inFolder, nameIn } from './working-folder';
import { isObject, JsonObject, Path, read } from '../../formats/manifest/json';
import { readDocuments } from '../../formats/yaml/documents';
import { pathAt } from '../../formats/yaml/path-at';
import { readWithDuplicates } from '../../formats/yaml/read-duplicates';
import { YamlError } from '../../formats/yaml/yaml-error';
import { tokensOf } from '../../formats/yaml/yaml-tokens';
import { findControl } from '../../policy/controls/catalog';
import { Control } from '../../policy/controls/control';
import { allowedText } from '../../policy/controls/specification';
import { openManifest } from '../../policy/engine/open';
import { othersRead } from '../../tasks/reports/control-facts';
import { ruleOf } from '../../tasks/reports/rule';

/** The document under the pointer. */
export interface HoveredText {
  readonly document: TextDocument;
  readonly path: string;
  readonly used: UsedSettings;
  /** Undefined unless it is a settings, waiver or lock file. */
  readonly list: ListKind | undefined;
}

/** The text of the catalog, or of a schema, about the field at a place; undefined if there is none. */
export function hoverAt(hovered: HoveredText, position: Position, isMarkdown: boolean): Hover | undefined {
  const texts = textsAt(hovered, position);
  return texts.length === 0 ? undefined : {
    contents: {
      kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.map((text) => isMarkdown ? text : plain(text)).join('\n\n'),
    },
  };
}

function textsAt({ document, path: file, used, list }: HoveredText, position: Position): readonly string[] {
  const text = document.getText();
  if (fileKind(file, document.languageId) === 'dockerfile') {
    return instructionTexts(document, position);
  }
  if (helmPlace(file, text) !== undefined) {
    return [];
  }
  try {
    const placed = pathAt(text, position.line + 1, position.character + 1);
    const value = placed && valueOf(text, placed.document);
    if (!placed || !isObject(value)) {
      return [];
    }
    const { profile } = inFolder(used.folder, () => used.evaluationFor(nameIn(used.folder, file)));
    return list ? listTexts(list, placed.path, value) : fieldTexts(value, placed.path, profile.ids);
  } catch (error) {
    if (error instanceof YamlError) {
      return [];
    }
    throw error;
  }
}

function valueOf(text: string, index: number): unknown {
  const source = [...readDocuments([Buffer.from(text)])][index];
  return readWithDuplicates(source, tokensOf(source)).value;
}

/** The rules of the controls that apply to the file. */
function fieldTexts(value: JsonObject, path: Path, ids: ReadonlySet<string>): readonly string[] {
  return rulesOfField(openManifest(value), path).filter(({ control }) => ids.has(control.id)).map(rulesText);
}

function instructionTexts(document: TextDocument, { line, character }: Position): readonly string[] {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const [before, keyword = ''] = /^\s*([A-Za-z]+)?/.exec(text)!;
  return keyword === '' || character > before.length ? [] : rulesOfInstruction(keyword).map(rulesText);
}

function listTexts(list: ListKind, path: Path, value: object): readonly string[] {
  const named = read(value, path);
  const control = typeof named === 'string' ? findControl(named) : undefined;
  const description = describedAt(schemaOf(list), path);
  return [...description === undefined ? [] : [description], ...control ? [controlText(control)] : []];
}

function rulesText({ control, rules }: FieldRules): string {
  const allowed = rules.map((rule) => `Allowed${rule.when === undefined ? '' : ` ${rule.when}`}: ${allowedText(rule)}`);
  const others = othersRead(control).map((field) => `\`${field}\``);
  return [controlText(control), ...allowed, ...others.length > 0 ? [`Also reads: ${others.join(', ')}`] : []].join('\n\n');
}

function controlText({ id, title, why }: Control): string {
  return `**[${id}](${ruleOf(id).url})**: ${title}\n\n${why}`;
}

function plain(markdown: string): string {
  return markdown.replace(/\*\*\[([^\]]*)\]\([^)]*\)\*\*/g, '$1').replaceAll('`', '');
}
