import type { ErrorObject } from 'ajv';
import { settingsValidator } from './validator';
import { Path } from '../../formats/manifest/json';
import { didYouMean } from '../../formats/manifest/nearest';
import { fromJsonPointer, toFieldPath } from '../../formats/manifest/paths';
import { CATALOG } from '../../policy/controls/catalog';
import { meantControl } from '../../policy/controls/meant-control';
import { SAY_WHY } from '../../policy/waivers/check-waiver';

/** The problems of the content of a settings file, with their places. */
export interface SettingsProblem {
  readonly path: Path;
  readonly message: string;
}

/** The first problem of a settings file by its schema; undefined if there is none. */
export function settingsProblem(content: unknown): SettingsProblem | undefined {
  const validator = settingsValidator();
  if (validator(content)) {
    return undefined;
  }
  const errors = (validator.errors ?? []).filter(({ keyword }) => !['oneOf', 'anyOf', 'propertyNames'].includes(keyword));
  const deepest = Math.max(...errors.map(depthOf));
  const [error] = errors.filter((each) => depthOf(each) === deepest).sort((one, other) => rankOf(one) - rankOf(other));
  return describe(error, content);
}

/** The depth of an error. Of the alternatives of a `oneOf`, the one that the value was meant for fails deepest, and not by its type. */
function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

function rankOf({ keyword }: ErrorObject): number {
  const rank = ['additionalProperties', 'required'].indexOf(keyword);
  if (rank >= 0) {
    return rank;
  }
  return keyword === 'type' ? 3 : 2;
}

function describe(error: ErrorObject, content: unknown): SettingsProblem {
  const path = fromJsonPointer(error.instancePath, content);
  const name = path.length > 0 ? `\`${toFieldPath(path)}\`` : 'the settings file';
  const { additionalProperty, missingProperty, allowedValues = [] } = error.params;
  const value = JSON.stringify(error.data);
  const unknownKey = (key: string, known: readonly string[], list: string) => {
    return { path: [...path, key], message: `${name} has no key \`${key}\`: ${didYouMean(key, known, list, '`')}` };
  };
  if (error.propertyName !== undefined) {
    const meant = meantControl(error.propertyName) ?? error.propertyName;
    return {
      path: [...path, error.propertyName],
      message: `${name} has no key \`${error.propertyName}\`: ${didYouMean(meant, allowedValues, 'see `cdk8s-hardened explain`', '`')}`,
    };
  }
  switch (error.keyword) {
    case 'additionalProperties': {
      const known = Object.keys(error.parentSchema?.properties ?? {});
      return unknownKey(additionalProperty, known, `the keys are ${known.join(', ')}`);
    }
    case 'required': return { path, message: `${name} has no \`${missingProperty}\`: add it` };
    case 'enum': return { path, message: `${name} is ${value}: ${hintOf(error.data, allowedValues)}` };
    case 'minProperties': return {
      path,
      message: `${name} is empty: name at least one of ${Object.keys(error.parentSchema?.properties ?? {}).join(', ')}`,
    };
    case 'minItems': return { path, message: `${name} is empty: add an entry, or remove the key` };
    case 'minLength': return {
      path,
      message: `${name} is empty: ${path.at(-1) === 'reason' ? SAY_WHY : 'write a text, or remove the key'}`,
    };
    // All of a file that is not a settings file, such as a token, is one text.
    case 'type': return { path, message: `${name} is ${path.length > 0 ? value : typeOf(error.data)}: write ${typesOf(error)}` };
    case 'pattern': return { path, message: `${name} is ${value}: write ${patternOf(error)}` };
    default: return { path, message: `${name} is ${value}: it ${error.message}` };
  }
}

/** A description of a pattern in the schema: the schema has an example unless it is a path. */
function patternOf({ parentSchema }: ErrorObject): string {
  const [example] = parentSchema?.examples ?? [];
  return example === undefined ? 'an absolute path, such as "/var/cache/app"' : `one such as ${JSON.stringify(example)}`;
}

function hintOf(value: unknown, allowed: readonly unknown[]): string {
  const names = allowed.filter((each) => typeof each === 'string'); // YAML reads false for off.
  const areControls = CATALOG.some(({ id }) => names.includes(id));
  const otherwise = areControls ? 'see `cdk8s-hardened explain`' : `write one of ${names.join(', ')}`;
  if (typeof value !== 'string') {
    return otherwise;
  }
  const meant = meantControl(value);
  return didYouMean(meant !== undefined && names.includes(meant) ? meant : value.replace(/^CAP_/, ''), names, otherwise);
}

const TYPES: { readonly [type: string]: string } = {
  string: 'text, in quotes if YAML reads it as another type',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** The type of the whole content, without its value. */
function typeOf(content: unknown): string {
  if (Array.isArray(content)) {
    return 'a list';
  }
  return typeof content === 'string' ? 'a text' : `a ${typeof content}`;
}

function typesOf({ params, instancePath }: ErrorObject): string {
  const isRunAs = /\/runAs$/.test(instancePath);
  const isPath = /\/writablePaths\/\d+$/.test(instancePath) && !/^\/images\//.test(instancePath);
  const isSize = /\/size$/.test(instancePath);
  if (isRunAs) {
    return 'a uid, or an object with `user`';
  }
  if (isPath) {
    return 'an absolute path, or an object with `path`';
  }
  return isSize ? 'bytes, or a quantity such as "200Mi"' : TYPES[params.type] ?? `a value of type ${params.type}`;
}
