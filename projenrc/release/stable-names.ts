/*
 * The names that docs/explanation/stability.md promises to keep. Those of all releases are in test/docs/stable-names.json: each release
 * adds its own, and a test fails if one of them is gone.
 */
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CATALOG } from '../../src/policy/controls/catalog';
import { WAIVERS_ANNOTATION } from '../../src/policy/waivers/annotation';
import { CLI_FOLDER } from '../cli-doc';

/** From 1.0 on, only a major version may change the public API. */
export const mustBeCompatible = (version: string): boolean => /^[1-9]\d*\.(?!0\.0$)\d+\.\d+$/.test(version);

const FILE = 'test/docs/stable-names.json';

export type Names = Readonly<Record<string, readonly string[]>>;

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The keys of a schema, such as `controls[].severity`. */
function keysOf(schema: unknown, path = ''): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => keysOf(each, path));
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, definitions = {}, ...rest } = schema as Schema;
  return [
    ...Object.entries(properties).flatMap(([key, value]) => [`${path}${key}`, ...keysOf(value, `${path}${key}.`)]),
    ...Object.entries(definitions).flatMap(([name, value]) => keysOf(value, `${name}.`)),
    ...Object.entries(rest).flatMap(([key, value]) => keysOf(value, key === 'items' ? path.replace(/\.$/, '[].') : path)),
  ];
}

const schemaKeys = (name: string) => keysOf(JSON.parse(readFileSync(`schema/${name}.json`, 'utf8')));

/** The options of each command, such as `audit --fail-on`, by its help. */
function options(): readonly string[] {
  const pages = readdirSync(CLI_FOLDER).sort().map((name) => readFileSync(join(CLI_FOLDER, name), 'utf8'));
  return pages.flatMap((page) => [...page.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => `${/^# (.+)/m.exec(page)![1]} ${option}`));
}

/** The names of the sources as they are. */
export function currentNames(): Names {
  return {
    controls: CATALOG.map(({ id }) => id),
    annotations: [WAIVERS_ANNOTATION],
    options: options(),
    settings: schemaKeys('settings'),
    report: schemaKeys('report'),
  };
}

/** What earlier releases had, and what this one adds. */
export function remembered(earlier: Names, current: Names): Names {
  const both = Object.entries(current).map(([kind, names]) => [kind, [...new Set([...earlier[kind] ?? [], ...names])]]);
  return { ...earlier, ...Object.fromEntries(both) };
}

export function earlierNames(): Names {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

export function rememberNames(): void {
  writeFileSync(FILE, `${JSON.stringify(remembered(earlierNames(), currentNames()), undefined, 2)}\n`);
}
