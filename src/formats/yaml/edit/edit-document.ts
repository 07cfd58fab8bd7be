import { nodeTree } from './node-tree';
import { YamlNode } from './nodes';
import { EditStrategy, planEdits } from './planner';
import { itemLines } from './print-block';
import { applyEdits, TextEdit } from './splice';
import { lineBreakNear } from './text';
import { isObject, isSameJson, Path } from '../../manifest/json';
import { readJson } from '../json-events';
import { readTokens } from '../read-document';
import { SourceDocument, Tokens } from '../source';
import { SourceLines } from '../source-lines';
import { YamlError } from '../yaml-error';
import { tokensOf } from '../yaml-tokens';

/** The text of a document after its value changed from `before` to `after`: see `documentEdits`. */
export function editDocument(document: SourceDocument, before: unknown, after: unknown, tokens = tokensOf(document)): string {
  return applyEdits(document.text, documentEdits(document, before, after, tokens));
}

/**
 * The edits of a document whose value changes from `before`, which `readTokens` returned, to `after`. Only changed parts are written:
 * comments, order, quotes, anchors, indentation and line breaks stay, and so do overridden values of duplicate keys.
 *
 * @throws YamlError if no text has the wanted value
 */
export function documentEdits(document: SourceDocument, before: unknown, after: unknown, tokens = tokensOf(document)): readonly TextEdit[] {
  if (isSameJson(before, after)) {
    return [];
  }
  const { text } = document;
  const root = nodeTree(tokens);
  const atEnd = { start: text.length, end: text.length };
  const attempts = root ? attemptsFor(tokens, root, before, after) : [[{ ...atEnd, text: appended(text, after) }]];
  for (const edits of attempts) {
    if (edits && isRight(document, applyEdits(text, edits), after, tokens)) {
      return edits;
    }
  }
  return fail(document, before, after);
}

function* attemptsFor(tokens: Tokens, root: YamlNode, before: unknown, after: unknown): Generator<readonly TextEdit[] | undefined> {
  for (const means of meansFor(before, after)) {
    yield planEdits(tokens, root, before, after, means).edits();
  }
}

/**
 * The edits to try: if a small change of the text does not give the wanted value, larger parts are rewritten, and finally the whole
 * document.
 */
function* meansFor(before: unknown, after: unknown): Generator<EditStrategy> {
  yield {};
  yield { quotesLines: true };
  const path = placeOfChange(before, after);
  for (let length = path.length; length >= 0; length--) {
    yield { rewritten: path.slice(0, length), quotesLines: true };
  }
}

/** Whether a text has the wanted value, divides its file in the same way, and has no new duplicate key. */
function isRight(document: SourceDocument, text: string, wanted: unknown, original: Tokens): boolean {
  const endsLine = /\n$/.test(text) || !/\n$/.test(document.text);
  if (!endsLine || (/^---/m.test(text) && !/^---/m.test(document.text))) {
    return false;
  }
  try {
    const { line, column } = document;
    const json = document.events && readJson(text, 0);
    const source = { text, line, column, events: json?.events };
    const { value, duplicates } = readCounting(tokensOf(source));
    const isWanted = (json?.end ?? text.length) === text.length && isSameJson(value, wanted);
    return isWanted && (duplicates === 0 || duplicates <= readCounting(original).duplicates);
  } catch {
    return false;
  }
}

function readCounting(tokens: Tokens): { readonly value: unknown; readonly duplicates: number } {
  let duplicates = 0;
  const value = readTokens(tokens, () => {
    duplicates++;
  });
  return { value, duplicates };
}

/** The text to add to a document that is empty or only has comments. */
function appended(text: string, value: unknown): string {
  const lineBreak = lineBreakNear(text, text.length);
  const lines = itemLines(value, { step: 2, dash: 0 }).map((line) => line + lineBreak).join('');
  return `${/[^\r\n\uFEFF]$/.test(text) ? lineBreak : ''}${lines}`;
}

/** The innermost field that contains all changes. */
function placeOfChange(before: unknown, after: unknown): Path {
  const isSameKind = Array.isArray(before) ? Array.isArray(after) && before.length === after.length : isObject(before) && isObject(after);
  if (!isSameKind) {
    return [];
  }
  const [one, other] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  const changed = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !isSameJson(one[key], other[key]));
  const [key] = changed;
  if (changed.length > 1 || !Object.hasOwn(one, key) || !Object.hasOwn(other, key)) {
    return [];
  }
  return [Array.isArray(before) ? Number(key) : key, ...placeOfChange(one[key], other[key])];
}

function fail(document: SourceDocument, before: unknown, after: unknown): never {
  const path = placeOfChange(before, after);
  const { line, column } = new SourceLines(document).rangeOf(path);
  const what = path.join('.') || 'the document';
  throw new YamlError(`no text gives \`${what}\` the same new value in all YAML readers: edit it by hand`, line, column);
}
