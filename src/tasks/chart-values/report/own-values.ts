import { COMMENT } from './values-text';
import { asObject } from '../../../formats/manifest/json';
import { readSingleDocument } from '../../../formats/yaml/single-document';
import { leavesOf, pathKey } from '../choose/values';

/** The values that this command wrote, as `pathKey` writes their paths, with the pods and containers that their comments name. */
export type OwnValues = ReadonlyMap<string, readonly string[]>;

/** A pod or a container in a comment, such as `Deployment web (pod)`. */
const PLACE = /(?<=[:,] )[^\s,:]+ [^\s,]+ \([^\s()]+\)/g;

/** Those in a file that this command wrote: those with its comments. Others may have added lines. */
export function ownValues(text: string): OwnValues {
  const { value, rangeOf } = readSingleDocument(Buffer.from(text));
  const lines = text.split('\n');
  return new Map(leavesOf(asObject(value)).flatMap((path) => {
    const line = lines[rangeOf(path).line - 1];
    const start = line.search(COMMENT);
    return start < 0 ? [] : [[pathKey(path), line.slice(start).match(PLACE) ?? []] as const];
  }));
}
