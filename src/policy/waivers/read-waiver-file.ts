import { readFileSync } from 'fs';
import { parseWaiverFile, placedWaivers, WaiverFile } from './waiver-file';
import { fileReason } from '../../formats/manifest/file-reason';
import { readSingleDocument } from '../../formats/yaml/single-document';
import { YamlError } from '../../formats/yaml/yaml-error';

/**
 * Reads a waiver file, YAML or JSON.
 *
 * @throws with the file, and the line or entry of the error
 */
export function readWaiverFile(path: string): WaiverFile {
  try {
    const { value, rangeOf } = readSingleDocument(read(path));
    const content = parseWaiverFile(value);
    return { ...content, waivers: placedWaivers(content.waivers, path, rangeOf) };
  } catch (error) {
    const place = error instanceof YamlError ? `${path}:${error.line}:${error.column}` : path;
    throw new Error(`${place}: ${(error as Error).message}`);
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(fileReason(path, error));
  }
}
