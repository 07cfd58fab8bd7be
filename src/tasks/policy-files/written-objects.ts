import { readdirSync, statSync } from 'fs';
import { NamedFile } from '../../formats/files/named-file';
import { compareText } from '../../formats/manifest/compare-text';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { isObject, JsonObject, Path } from '../../formats/manifest/json';
import { joined } from '../../formats/manifest/slashed';
import { objectsIn } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readTokens } from '../../formats/yaml/read-document';
import { SourceLines } from '../../formats/yaml/source-lines';
import { YamlError } from '../../formats/yaml/yaml-error';
import { tokensOf } from '../../formats/yaml/yaml-tokens';

/** An object of a file. */
export interface WrittenObject {
  readonly object: JsonObject;
  /** Such as `policies/team.yaml:3:7`. */
  readonly placeOf: (path: Path) => string;
}

/** Deeper folders are an error. */
const DEEPEST = 20;

/**
 * The objects of a file.
 *
 * @param expected the fix for a document that is not an object
 * @throws InputError with the file and line, the problem and the fix
 */
export function writtenObjects({ path: file }: NamedFile, bytes: Uint8Array, expected: string): readonly WrittenObject[] {
  try {
    return [...readDocuments([bytes])].flatMap((source) => {
      const tokens = tokensOf(source);
      const value = readTokens(tokens);
      const lines = new SourceLines(source, tokens);
      const placeIn = (path: Path) => {
        const { line, column } = lines.rangeOf(path);
        return `${file}:${line}:${column}`;
      };
      if (value === null) {
        return [];
      }
      if (!isObject(value) || typeof value.kind !== 'string') {
        throw new InputError(`${placeIn([])}: it is not a Kubernetes object: ${expected}`);
      }
      return objectsIn(value).map(({ object, path }) => ({ object, placeOf: (field: Path) => placeIn([...path, ...field]) }));
    });
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    throw new InputError(`${file}:${error.line}:${error.column}: ${error.message}`);
  }
}

/**
 * A file, or the YAML and JSON files of a folder and its folders, by name.
 *
 * @throws InputError for folders that are nested too deeply
 */
export function manifestFilesIn({ path, root }: NamedFile, depth = 0): readonly NamedFile[] {
  if (!withPlace(path, () => statSync(path)).isDirectory()) {
    return [{ path, root }];
  }
  if (depth > DEEPEST) {
    throw new InputError(`${path}: the folders are nested deeper than ${DEEPEST} levels: use an inner folder`);
  }
  const entries = withPlace(path, () => readdirSync(path, { withFileTypes: true })).sort((one, other) => compareText(one.name, other.name));
  return entries.flatMap((entry) => {
    const inner = { path: joined(path, entry.name), root: root ?? path };
    if (entry.isDirectory()) {
      return entry.name === '.git' ? [] : manifestFilesIn(inner, depth + 1);
    }
    return /\.(?:ya?ml|json)$/i.test(entry.name) ? [inner] : [];
  });
}
