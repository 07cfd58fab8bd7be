import { CompletionItem, CompletionItemKind, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ListKind, singleDocument } from './list-files';
import { Choice, keysAt, Schema, schemasAt, valuesAt } from './schema-walk';
import { schemaOf } from './schemas';
import { isObject, Path, read } from '../../formats/manifest/json';
import { findControl } from '../../policy/controls/catalog';

/** Stands for the word at the cursor, so that the text parses. */
const PLACEHOLDER = 'cdk8s_hardened_placeholder';
/** The characters of a key, a control or a value without quotes. */
const WORD = /[\w./:@*-]*$/;

/** The maximum number of characters before the cursor that are read, because a line may be as long as a file. */
const MOST_BEFORE = 400;

/** The completions at a place of a settings or waiver file. */
export function completionsAt(document: TextDocument, position: Position, list: ListKind): CompletionItem[] {
  const schema = schemaOf(list);
  const line = document.getText({ start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } });
  const before = line.slice(Math.max(0, position.character - MOST_BEFORE), position.character);
  const [word] = WORD.exec(before)!;
  const [rest, colon] = /^[\w-]*(:)?/.exec(line.slice(position.character))!;
  const end = position.character + rest.length - (colon?.length ?? 0);
  const place = (character: number) => ({ line: position.line, character });
  const range = { start: place(position.character - word.length), end: place(end) };
  const isKey = /^[\s-]*$|[{,]\s*$/.test(before.slice(0, before.length - word.length));
  const asKey = isKey ? placeIn(textWith(document, range, colon ? PLACEHOLDER : `${PLACEHOLDER}: 0`)) : undefined;
  const asValue = colon ? undefined : placeIn(textWith(document, range, PLACEHOLDER));
  const keys = asKey ? keysAt(schema, asKey.path).filter(({ text }) => !asKey.siblings.includes(text)) : [];
  const values = asValue ? valuesAt(schema, asValue.path) : [];
  return [
    ...keys.map((choice) => {
      const suffix = colon ? '' : suffixOf(schemasAt(schema, [...asKey!.path, choice.text]));
      return itemOf(choice, range, CompletionItemKind.Property, suffix);
    }),
    ...values.map((choice) => itemOf(choice, range, CompletionItemKind.Value, '')),
  ];
}

/** The text behind a key: with a space, if the value is on the same line. */
function suffixOf(schemas: readonly Schema[]): string {
  return schemas.some(({ type }) => type === 'object' || type === 'array') ? ':' : ': ';
}

function textWith(document: TextDocument, range: Range, newText: string): string {
  return TextDocument.applyEdits(document, [{ range, newText }]);
}

interface Placed {
  /** The path of the object that has the placeholder as a key, or of the placeholder as a value. */
  readonly path: Path;
  readonly siblings: readonly string[];
}

function placeIn(text: string): Placed | undefined {
  const value = singleDocument(text)?.value;
  return value === undefined ? undefined : find(value, []);
}

function find(value: unknown, path: Path): Placed | undefined {
  if (value === PLACEHOLDER) {
    return { path, siblings: [] };
  }
  if (isObject(value) && PLACEHOLDER in value) {
    return { path, siblings: Object.keys(value) };
  }
  for (const step of stepsInto(value)) {
    const found = find(read(value, [step]), [...path, step]);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function stepsInto(value: unknown): Iterable<string | number> {
  if (Array.isArray(value)) {
    return value.keys();
  }
  return isObject(value) ? Object.keys(value) : [];
}

function itemOf({ text, description }: Choice, range: Range, kind: CompletionItemKind, suffix: string): CompletionItem {
  const control = findControl(text);
  return {
    label: text,
    kind,
    detail: control?.title,
    documentation: control?.why ?? description,
    textEdit: { range, newText: `${text}${suffix}` },
  };
}
