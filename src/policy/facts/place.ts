import { asObject, isAbsent, JsonObject } from '../../formats/manifest/json';

const NAMESPACE = 'namespace ';
const UNIT = 'unit ';

/**
 * The place of an object. Objects at one place are in one namespace.
 *
 * @param unit the unit that is applied to one namespace, for an object without a namespace. Two units may be applied to two namespaces.
 */
export function placeOf({ metadata }: JsonObject, unit: string): string {
  const { namespace } = asObject(metadata);
  return isAbsent(namespace) ? UNIT + unit : NAMESPACE + String(namespace);
}

/** The namespace at a place; undefined if the objects there do not name one. */
export function namespaceAt(place: string): string | undefined {
  return place.startsWith(NAMESPACE) ? place.slice(NAMESPACE.length) : undefined;
}

/** Whether two places can be one namespace. */
export function canBeOne(one: string, other: string): boolean {
  return one === other || namespaceAt(one) === undefined || namespaceAt(other) === undefined;
}
