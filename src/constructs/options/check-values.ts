import { checkKeys } from './check-keys';
import { OptionError } from '../../formats/language/option-error';
import { isObject } from '../../formats/manifest/json';

// TypeScript finds wrong types itself. JavaScript does not. `undefined` always means "not set": Python and Java pass it.

/** The values that an option accepts. */
export interface Expected {
  readonly accepts: (value: unknown) => boolean;
  /** The correction of a value, for errors. */
  readonly remedy: (value: unknown) => string;
  /** Checks the contents of an accepted value. */
  readonly checkContents?: (place: string, value: any) => void;
}

/** The values that each option of an interface accepts. */
export type ExpectedOptions<T> = { readonly [option in keyof Required<T>]: Expected };

/** @throws if a value is given and is not accepted */
export function checkValue(place: string, value: unknown, expected: Expected): void {
  if (value !== undefined) {
    requireValue(place, value, expected);
  }
}

/** @throws if a value is missing or is not accepted */
export function requireValue(place: string, value: unknown, { accepts, remedy, checkContents }: Expected): void {
  if (!accepts(value)) {
    throw new OptionError(`${place} is ${described(value)}: ${remedy(value)}`);
  }
  checkContents?.(place, value);
}

/** How errors describe an object of options. */
export interface OptionsPlace {
  /** Options that must be set. */
  readonly required?: readonly string[];
  /** An example of valid options; by default, it lists all options. */
  readonly example?: string;
  /** The text before the name of an option in errors. */
  readonly prefix?: string;
}

/** @throws if the options are not an object, or an option is unknown or has the wrong type */
export function checkOptions<T>(
  what: string, options: unknown, expected: ExpectedOptions<T>, place: OptionsPlace = {},
): asserts options is T {
  if (!isOptions(options, expected)) {
    throw new OptionError(`${what} got ${described(options)}: write ${exampleOf(expected, place)}`);
  }
  checkFields(what, options, expected, place);
}

function checkFields<T>(what: string, options: object, expected: ExpectedOptions<T>, place: OptionsPlace): void {
  const { required = [], prefix = `${what}: ` } = place;
  checkKeys(what, options, Object.keys(expected));
  for (const [option, type] of Object.entries<Expected>(expected)) {
    const value = (options as { readonly [option: string]: unknown })[option];
    if (value === undefined && required.includes(option)) {
      throw new OptionError(`${prefix}${option} is missing: ${type.remedy(undefined)}`);
    }
    checkValue(`${prefix}${option}`, value, type);
  }
}

function exampleOf(expected: object, { example = `{ ${Object.keys(expected).join(', ')} }` }: OptionsPlace): string {
  return example;
}

/** An object of options inside of another one. */
export function optionsOf<T>(expected: ExpectedOptions<T>, place: Omit<OptionsPlace, 'prefix'> = {}): Expected {
  return {
    accepts: (value) => isOptions(value, expected),
    remedy: () => `write ${exampleOf(expected, place)}`,
    checkContents: (at, value) => checkFields(at, value, expected, { ...place, prefix: `${at}.` }),
  };
}

/** An object of one of our classes. `instanceof` fails between two copies of this package: `mark` is a member that only this class has. */
export function objectOption(mark: string, remedy: Expected['remedy']): Expected {
  return { accepts: (value) => typeof value === 'object' && value !== null && mark in value, remedy };
}

/** @param remedy the correction for a value that is not a list, or for an empty list that must have items */
export function listOption(item: Expected, remedy: Expected['remedy'], mayBeEmpty = true): Expected {
  return {
    accepts: (value) => Array.isArray(value) && (mayBeEmpty || value.length > 0),
    remedy,
    checkContents: (place, list: unknown[]) => list.forEach((value, index) => requireValue(`${place}[${index}]`, value, item)),
  };
}

/** An object with keys that the user chooses. */
export function recordOf(value: Expected, example: string, placeOfKey = (place: string, key: string) => `${place}.${key}`): Expected {
  return {
    accepts: isPlain,
    remedy: () => `write ${example}`,
    checkContents: (place, record: object) => {
      Object.entries(record).forEach(([key, each]) => checkValue(placeOfKey(place, key), each, value));
    },
  };
}

/** A text, possibly empty if `mayBeEmpty`. */
export function textSuchAs(example: string, mayBeEmpty = false): Expected {
  return {
    accepts: (value) => typeof value === 'string' && (mayBeEmpty || value !== ''),
    remedy: () => `write a text such as ${JSON.stringify(example)}`,
  };
}

export const FLAG_OPTION: Expected = { accepts: (value) => typeof value === 'boolean', remedy: () => 'write true or false' };

export function wholeNumber(min: number, max: number, note = ''): Expected {
  return {
    accepts: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    remedy: () => `use a whole number from ${min} to ${max}${note}`,
  };
}

/** A member of an enum. */
export function memberOf(name: string, members: { readonly [member: string]: string }): Expected {
  return {
    accepts: (value) => Object.values(members).includes(value as string),
    remedy: () => `write ${Object.keys(members).map((member) => `${name}.${member}`).join(', ').replace(/, ([^,]*)$/, ' or $1')}`,
  };
}

/** A value as an error shows it. */
export function described(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (typeof value === 'function') {
    return 'a function';
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'an empty list' : 'a list';
  }
  return isObject(value) ? withArticle(isPlain(value) ? 'object' : className(value)) : String(value);
}

/** Our classes have a name of their own in JavaScript: `_RunAs`. */
function className({ constructor: type }: object): string {
  return type?.name.replace(/^_/, '') || 'object';
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Accepts objects from other JavaScript realms, which have another `Object.prototype`. */
function isPlain(value: unknown): boolean {
  const prototype = isObject(value) ? Object.getPrototypeOf(value) : undefined;
  return prototype === null || (prototype !== undefined && Object.getPrototypeOf(prototype) === null);
}

/** Accepts an instance of a class if it has one of the options: TypeScript allows a class to implement their interface. */
function isOptions(value: unknown, expected: object): value is object {
  return isPlain(value) || (isObject(value) && Object.keys(value).some((key) => key in expected));
}
