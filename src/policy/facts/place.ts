import { asObject, isAbsent, JsonObject } from '../../formats/manifest/json';

const NAMESPACE = 'namespace ';
const UNIT = 'unit ';

/**
 * The place of an object. Objects at the same place are in the same namespace.
 *
 * @param unit the unit that is applied to one namespace, for an object that does not name one. Other units can be applied to other
 * namespaces.
 */
export function placeOf({ metadata }: JsonObject, unit: string): string {
  const { namespace } = asObject(metadata);
  return isAbsent(namespace) ? UNIT + unit : NAMESPACE + String(namespace);
}

/** The namespace of a place; undefined if its objects do not name one. */
export function namespaceAt(place: string): string | undefined {
  return place.startsWith(NAMESPACE) ? place.slice(NAMESPACE.length) : undefined;
}

/** Whether two places can be the same namespace. */
export function canBeOne(one: string, other: string): boolean {
  return one === other || namespaceAt(one) === undefined || namespaceAt(other) === undefined;
}
