import { Input } from './input';
import { isTemplate } from '../../formats/manifest/partial-object';

/** A key that every object has, in a file that kubectl could read. */
const KEY = /apiVersion/;
/** Other ways to write the key: escapes of YAML and JSON, and the bytes of UTF-16. */
const HIDDEN = /\\[uUx\r\n]|\0/;

/**
 * Whether an unreadable input may contain an object. Files of other programs, such as JSON with comments, do not. Neither do files that the
 * templates of a chart render.
 */
export function mayHaveObject({ isNamed, isChartFile, rendering, chunks }: Input): boolean {
  if (isNamed || rendering) {
    return true;
  }
  const text = Buffer.concat([...chunks()]).toString('latin1');
  return (KEY.test(text) || HIDDEN.test(text)) && !(isChartFile && isTemplate(text));
}
