import { isDeepStrictEqual } from 'util';
import { Yaml } from 'cdk8s';
import { readGivenFile } from '../../formats/files/given-file';
import { asObject, isObject, Path, read } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';
import { YamlError } from '../../formats/yaml/yaml-error';
import { printable } from '../../tasks/reports/printable';

/** A document of a file, as kubectl reads it. */
interface ReadDocument {
  readonly line: number;
  readonly value: unknown;
}

/** A field that cdk8s reads differently. */
interface Difference {
  readonly path: Path;
  readonly expected: unknown;
  readonly actual: unknown;
}

const MAX_DIFFERENCES = 5;

/**
 * Compares the objects that kubectl and cdk8s read from a file.
 *
 * @param name the name of the file in errors
 * @throws if the file cannot be read, or with the values that cdk8s loses or changes
 */
export function checkNothingLost(file: string, name: string): void {
  const documents = readStrictly(file, name);
  const included = Yaml.load(file) as readonly unknown[];
  const problems = documents.flatMap(({ line, value }, index) => differences(included[index], value, [])
    .map((difference) => `${name}:${line}: ${documentText(value)}: ${differenceText(difference)}`));
  if (included.length > documents.length) {
    problems.push(`${name}: kubectl reads ${documents.length} documents, and Include ${included.length}`);
  }
  if (problems.length > 0) {
    const more = problems.length - MAX_DIFFERENCES;
    throw new Error(printable([
      ...problems.slice(0, MAX_DIFFERENCES), ...more > 0 ? [`and ${more} more`] : [],
    ].join('; ')) + ': write the list on one line, or indent all of its lines; put the text in quotes');
  }
}

function readStrictly(file: string, name: string): readonly ReadDocument[] {
  try {
    return [...readDocuments([readGivenFile(file)])].map((document) => ({ line: document.line, value: readDocument(document) }))
      .filter(({ value }) => !isEmpty(value));
  } catch (error) {
    throw new Error(printable(error instanceof YamlError
      ? `${name}:${error.line}:${error.column}: ${error.message}`
      : (error as Error).message.replace(file, name)));
  }
}

/** Whether Include skips a document. */
function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The innermost values that differ; for lists of different lengths, the whole lists. */
function differences(actual: unknown, expected: unknown, path: Path): readonly Difference[] {
  if (isDeepStrictEqual(actual, expected)) {
    return [];
  }
  if (isObject(actual) && isObject(expected)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return keys.flatMap((key) => differences(actual[key], expected[key], [...path, key]));
  }
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length === expected.length) {
    return expected.flatMap((item, index) => differences(read(actual, [index]), item, [...path, index]));
  }
  return [{ path, expected, actual }];
}

function documentText(value: unknown): string {
  const { kind, metadata } = asObject(value);
  return `${String(kind)} "${String(asObject(metadata).name)}"`;
}

function differenceText({ path, expected, actual }: Difference): string {
  const [byCdk8s, byKubectl] = [actual, expected].map((value) => value === undefined ? 'nothing' : cut(JSON.stringify(value)));
  return `Include reads ${toFieldPath(path) || 'the document'} as ${byCdk8s}, and kubectl as ${byKubectl}`;
}

const MAX_LENGTH = 80;

function cut(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
