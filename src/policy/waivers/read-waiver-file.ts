import { parseWaiverFile, placedWaivers, WaiverFile } from './waiver-file';
import { readGivenFile } from '../../formats/files/given-file';
import { readSingleDocument } from '../../formats/yaml/single-document';
import { YamlError } from '../../formats/yaml/yaml-error';

/**
 * Reads a waiver file, YAML or JSON.
 *
 * @throws with the file, and the line or entry of the error
 */
export function readWaiverFile(path: string): WaiverFile {
  const bytes = readGivenFile(path);
  try {
    const { value, rangeOf } = readSingleDocument(bytes);
    const content = parseWaiverFile(value);
    return { ...content, waivers: placedWaivers(content.waivers, path, rangeOf) };
  } catch (error) {
    const place = error instanceof YamlError ? `${path}:${error.line}:${error.column}` : path;
    throw new Error(`${place}: ${(error as Error).message}`);
  }
}
