import { reasonOf } from './acceptance';
import { AnnotationDialect } from './annotation-dialect';
import { JsonObject } from '../../../formats/manifest/json';
import { CHECKOV } from '../../controls/known-as/checkov';

/** Checkov treats every annotation whose key contains this text as an exception. */
const SKIP = /(?:checkov|bridgecrew|cortex)\.io\/skip/;

/**
 * Numbered annotations with an id and a reason. Checkov splits the value at `=` into exactly two parts, and crashes on a second `=`.
 * https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
 */
export const checkov: AnnotationDialect = {
  standard: CHECKOV,
  annotations: (ids, existing) => {
    const skipped = skippedIds(existing);
    const numbers = unusedNumbers(existing);
    return Object.fromEntries([...ids].filter(([id]) => !skipped.has(id))
      .map(([id, waivers]) => [`checkov.io/skip${numbers.next().value}`, `${id}=${reasonOf(waivers).replaceAll('=', ':')}`]));
  },
};

function skippedIds(annotations: JsonObject): ReadonlySet<string> {
  return new Set(Object.entries(annotations).filter(([key]) => SKIP.test(key)).map(([, value]) => String(value).split('=')[0].trim()));
}

function* unusedNumbers(annotations: JsonObject): Generator<number, number> {
  for (let number = 1; ; number++) {
    if (!(`checkov.io/skip${number}` in annotations)) {
      yield number;
    }
  }
}
