import { Input } from './input';
import { isTemplate } from '../../formats/manifest/partial-object';

/** The key that every object has, in a file that kubectl could read. */
const KEY = /apiVersion/;
/** Other ways to write the key: escapes of YAML and JSON, and the bytes of UTF-16. */
const HIDDEN = /\\[uUx\r\n]|\0/;

/**
 * Whether an input that cannot be read may have an object. Files of other programs have none, such as JSON with comments. Nor has a file
 * that the templates of a chart render.
 */
export function mayHaveObject({ isNamed, isChartFile, rendering, chunks }: Input): boolean {
  if (isNamed || rendering) {
    return true;
  }
  const text = Buffer.concat([...chunks()]).toString('latin1');
  return (KEY.test(text) || HIDDEN.test(text)) && !(isChartFile && isTemplate(text));
}
