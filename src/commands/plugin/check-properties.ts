import { HardeningValidationProps } from './hardening-validation-props';
import { isObject } from '../../formats/manifest/json';
import { didYouMean } from '../../formats/manifest/nearest';
import { parseVersion } from '../../formats/manifest/version';
import { LEVELS } from '../../policy/controls/control';
import { PLATFORMS } from '../../policy/settings/target';
import { WAIVER_MODES } from '../../policy/waivers/modes';

const CHOICES: { readonly [property in keyof Required<HardeningValidationProps>]: readonly string[] | undefined } = {
  profile: LEVELS,
  version: undefined,
  platform: PLATFORMS,
  // The plugin gets synthesized manifests, and no charts.
  waivers: WAIVER_MODES.filter((mode) => mode !== 'all'),
  waiverFile: undefined,
  config: undefined,
};

/** @throws if a property is misspelled, or not of its type */
export function checkProperties(properties: unknown): void {
  const refuse = (problem: string) => {
    throw new Error(`HardeningValidation: ${problem}`);
  };
  if (!isObject(properties)) {
    refuse('`properties` must be an object, such as { profile: pss-restricted }');
  }
  for (const [name, value] of Object.entries(properties as object)) {
    if (value === undefined) {
      continue;
    }
    if (!Object.hasOwn(CHOICES, name)) {
      const known = Object.keys(CHOICES);
      refuse(`\`properties\` has no key "${name}": ${didYouMean(name, known, `use ${known.join(', ')}`)}`);
    }
    const choices = CHOICES[name as keyof HardeningValidationProps];
    if (typeof value !== 'string' || value === '') {
      refuse(`\`${name}\` is ${JSON.stringify(value)}: write text, in quotes if YAML reads it as a number`);
    }
    if (choices && !choices.includes(value)) {
      refuse(`\`${name}\` is ${JSON.stringify(value)}: use ${choices.join(', ')}`);
    }
  }
  const { version } = properties as HardeningValidationProps;
  if (version !== undefined) {
    parseVersion(version);
  }
}
