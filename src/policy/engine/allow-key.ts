import { canonicalText, JsonObject, Path } from '../../formats/manifest/json';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { Violation } from '../controls/check';
import { withoutSecrets } from '../controls/secret-words';

/**
 * The value that a waiver must list in `allow` to accept a violation; undefined if the control has only one wrong value, such as a missing
 * field, true or false. For an item of a list it also names the item. A secret in it is hidden.
 */
export function allowKeyOf({ value, allowKey = scalarKey(value) }: Violation, item: string | undefined): string | undefined {
  const shown = allowKey === undefined ? undefined : withoutSecrets(allowKey);
  return item === undefined ? shown : [item, ...(shown === undefined ? [] : [shown])].join(' ');
}

/**
 * The kind and name of an item of a list, so that waivers do not depend on the order. An item without a name, which the API server
 * refuses, has its position instead. Undefined for an object that is not an item.
 */
export function itemName(object: JsonObject, path: Path): string | undefined {
  if (path.length === 0) {
    return undefined;
  }
  const ref = refOf(object);
  return ref.name === '' ? path.join('/') : refText(ref);
}

function scalarKey(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return String(value);
    case 'object': return value === null ? undefined : canonicalText(value);
    default: return undefined;
  }
}
