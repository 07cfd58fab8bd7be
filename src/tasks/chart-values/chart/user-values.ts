import { mergedValues } from './chart';
import { NamedFile, readNamed } from '../../../formats/files/named-file';
import { asObject, JsonObject } from '../../../formats/manifest/json';
import { readSingleDocument } from '../../../formats/yaml/single-document';

/** The values in files of the user, as Helm merges them. Helm reports unreadable files itself. */
export function userValues(files: readonly NamedFile[]): JsonObject {
  return files.reduce<JsonObject>((merged, file) => mergedValues(merged, valuesIn(file)), {});
}

function valuesIn(file: NamedFile): JsonObject {
  try {
    return asObject(readSingleDocument(readNamed(file)).value);
  } catch {
    return {};
  }
}
