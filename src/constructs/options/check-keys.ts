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
 * Finds misspelled options of ours among those of a cdk8s-plus parent, whose names are not known.
 *
 * @throws if a name is close to one of ours and not the same
 */
export function checkSpelling(props: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(props)) {
    const meant = value === undefined || known.includes(key) ? undefined : nearest(key, known);
    if (meant) {
      throw new OptionError(`there is no option "${key}": did you mean "${meant}"?`);
    }
  }
}
