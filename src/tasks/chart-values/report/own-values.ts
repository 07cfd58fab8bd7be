import { COMMENT, KEPT } from './values-text';
import { asObject } from '../../../formats/manifest/json';
import { readSingleDocument } from '../../../formats/yaml/single-document';
import { leavesOf, pathKey } from '../choose/values';

/** A value that this command wrote, as its comment describes it. */
export interface OwnValue {
  /** The pods and containers that should get the value. */
  readonly places: readonly string[];
  /** Whether the value repeats a default that the template only sets while the map is empty. */
  readonly isKept: boolean;
}

/** The values that this command wrote, as `pathKey` writes their paths. */
export type OwnValues = ReadonlyMap<string, OwnValue>;

/** A pod or a container in a comment, such as `Deployment web (pod)`. */
const PLACE = /(?<=[:,] )[^\s,:]+ [^\s,]+ \([^\s()]+\)/g;

/** The values of this command in a file, by its comments. Users may have added lines. */
export function ownValues(text: string): OwnValues {
  const { value, rangeOf } = readSingleDocument(Buffer.from(text));
  const lines = text.split('\n');
  return new Map(leavesOf(asObject(value)).flatMap((path) => {
    const line = lines[rangeOf(path).line - 1];
    const start = line.search(COMMENT);
    const comment = line.slice(start);
    return start < 0 ? [] : [[pathKey(path), { places: comment.match(PLACE) ?? [], isKept: comment.startsWith(` # ${KEPT}`) }] as const];
  }));
}
