import { COMMENT } from './values-text';
import { asObject } from '../../../formats/manifest/json';
import { readSingleDocument } from '../../../formats/yaml/single-document';
import { leavesOf, pathKey } from '../choose/values';

/** The values in a file that this command wrote, as `pathKey` writes their paths: those with its comments. Others may have added lines. */
export function ownValues(text: string): ReadonlySet<string> {
  const { value, rangeOf } = readSingleDocument(Buffer.from(text));
  const lines = text.split('\n');
  return new Set(leavesOf(asObject(value)).filter((path) => COMMENT.test(lines[rangeOf(path).line - 1])).map(pathKey));
}
