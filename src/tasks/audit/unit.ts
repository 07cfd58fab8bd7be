import { dirname } from 'path';
import { Input } from './input';
import { isAbsent, asObject, JsonObject } from '../../formats/manifest/json';
import { placeOf } from '../../policy/facts/place';

/** The file that the settings for some files refer to. For a rendered input, this is its chart or kustomization. */
export function settingsFileOf({ name, rendering }: Pick<Input, 'name' | 'rendering'>): string {
  return rendering?.fileOf(undefined) ?? name;
}

/** The place of an object. A folder of files counts as one namespace, and so does a rendered chart. */
export function placeIn(object: JsonObject, { name, rendering }: Pick<Input, 'name' | 'rendering'>): string {
  const namespace = rendering?.namespace;
  return namespace !== undefined && isAbsent(asObject(object.metadata).namespace)
    ? placeOf({ metadata: { namespace } }, name)
    : placeOf(object, rendering ? name : dirname(name));
}
