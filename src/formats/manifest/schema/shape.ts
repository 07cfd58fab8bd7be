import { isAbsent, isArray, isObject, JsonObject, Path } from '../json';

/** The required shape of a JSON value, as data. With it, `misfits` finds values that the API server would refuse to decode. */
export interface Shape {
  /** For a message: "must be a string". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
  /** The shape of every element, for lists and maps. */
  readonly element?: Shape;
  /** The shapes of an object's fields. Fields that are here are checked, all others pass. */
  readonly fields?: ReadonlyMap<string, Shape>;
}

/** A value that does not have its shape. */
export interface Misfit {
  readonly path: Path;
  readonly expected: string;
}

const NO_MISFITS: readonly Misfit[] = Object.freeze([]);

/** The largest id that the API server takes. */
export const MAX_ID = 2 ** 31 - 1;

export const TEXT: Shape = { expected: 'a string', accepts: (value) => typeof value === 'string' };
export const FLAG: Shape = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };
export const INTEGER: Shape = { expected: 'a whole number', accepts: Number.isSafeInteger };
export const ID: Shape = { expected: `a whole number from 0 to ${MAX_ID}`, accepts: isWithin(MAX_ID) };
export const PORT: Shape = { expected: 'a whole number from 0 to 65535', accepts: isWithin(65535) };
export const QUANTITY: Shape = { expected: 'a string or a number', accepts: isTextOrNumber };
export const PORT_OR_NAME: Shape = { expected: 'a number or a name', accepts: isTextOrNumber };

export function list(element: Shape): Shape {
  return { expected: 'a list', accepts: isArray, element };
}

export function map(element: Shape): Shape {
  return { expected: 'a map', accepts: isObject, element };
}

export function object(fields: { readonly [name: string]: Shape } = {}): Shape {
  return { expected: 'an object', accepts: isObject, fields: new Map(Object.entries(fields)) };
}

/** One shape for several fields. */
export function all(shape: Shape, ...names: readonly string[]): { readonly [name: string]: Shape } {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

/** The values at and below one that do not have their shapes. Allocates nothing where there are none. */
export function misfits(value: unknown, shape: Shape, path: Path = []): readonly Misfit[] {
  if (fits(value, shape)) {
    return NO_MISFITS;
  }
  if (!shape.accepts(value)) {
    return [{ path, expected: shape.expected }];
  }
  return isArray(value)
    ? value.flatMap((item, index) => misfits(item, shape.element!, [...path, index]))
    : Object.entries(value as JsonObject).flatMap(([key, item]) => {
      const part = shape.element ?? shape.fields?.get(key);
      return part ? misfits(item, part, [...path, key]) : NO_MISFITS;
    });
}

function fits(value: unknown, shape: Shape): boolean {
  if (isAbsent(value)) {
    return true;
  }
  if (!shape.accepts(value)) {
    return false;
  }
  const { element, fields } = shape;
  if (isArray(value)) {
    for (const item of value) {
      if (!fits(item, element!)) {
        return false;
      }
    }
  } else if (element || fields) {
    const json = value as JsonObject;
    for (const key in json) {
      const part = element ?? fields!.get(key);
      if (part && !fits(json[key], part)) {
        return false;
      }
    }
  }
  return true;
}

function isWithin(max: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max;
}

function isTextOrNumber(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
