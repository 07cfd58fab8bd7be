import { dirname } from 'path';
import { Input } from './input';
import { isAbsent, asObject, JsonObject } from '../../formats/manifest/json';
import { placeOf } from '../../policy/facts/place';

/** The file by which settings for some files are chosen: what is rendered is not a file itself. */
export function settingsFileOf({ name, rendering }: Pick<Input, 'name' | 'rendering'>): string {
  return rendering?.fileOf(undefined) ?? name;
}

/** Where an object of an input will be: a folder of files is applied to one namespace, and so is what a chart renders to. */
export function placeIn(object: JsonObject, { name, rendering }: Pick<Input, 'name' | 'rendering'>): string {
  const namespace = rendering?.namespace;
  return namespace !== undefined && isAbsent(asObject(object.metadata).namespace)
    ? placeOf({ metadata: { namespace } }, name)
    : placeOf(object, rendering ? name : dirname(name));
}
