import { OptionError } from '../../formats/language/option-error';
import { JsonObject } from '../../formats/manifest/json';
import { nearest, unknownKey } from '../../formats/manifest/nearest';

/** @throws if an option has a name that does not exist */
export function checkKeys(place: string, options: object, known: readonly string[]): void {
  const unknown = unknownKey(options as JsonObject, known, `use one of ${known.join(', ')}`);
  if (unknown) {
    throw new OptionError(`${place} has no option "${unknown.key}": ${unknown.hint}`);
  }
}

/**
 * Finds misspellings of our options. It cannot refuse every unknown name, since it does not know the options of the cdk8s-plus parent.
 *
 * @throws if a name is similar to the name of one of our options
 */
export function checkSpelling(props: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(props)) {
    const meant = value === undefined || known.includes(key) ? undefined : nearest(key, known);
    if (meant) {
      throw new OptionError(`unknown option "${key}": did you mean "${meant}"?`);
    }
  }
}
