import { canonicalText, JsonObject, Path } from '../../formats/manifest/json';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { Violation } from '../controls/check';
import { withoutSecrets } from '../controls/secrets/secret-words';

/**
 * The value that a waiver must list in `allow` to accept a violation. Undefined if the control has only one wrong value, such as true,
 * false or a missing field. For an item of a list, the value includes the item. Secrets in it are hidden.
 */
export function allowKeyOf({ value, allowKey = scalarKey(value) }: Violation, item: string | undefined): string | undefined {
  const shown = allowKey === undefined ? undefined : withoutSecrets(allowKey);
  return item === undefined ? shown : [item, ...(shown === undefined ? [] : [shown])].join(' ');
}

/**
 * The kind and name of an item of a list, so that waivers do not depend on the order. An item without a name, which the API server refuses,
 * has its index instead. Undefined for an object that is not in a list.
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
