import Ajv, { ValidateFunction } from 'ajv';
import { SETTINGS_SCHEMA } from './schema';

/**
 * Errors name the part of the schema that they come from, and the value. Long enums are checked in a loop, because comparisons with each
 * control, at each place that lists controls, would be a tenth of the compiled schema.
 */
export const VALIDATION = { allErrors: true, verbose: true, strictTypes: false, loopEnum: 10 };

/** Compiled at its first use, and only once, because this takes long. */
let validator: ValidateFunction | undefined;

/** The schema of settings files, compiled. */
export function settingsValidator(): ValidateFunction {
  return validator ??= new Ajv(VALIDATION).compile(SETTINGS_SCHEMA);
}
