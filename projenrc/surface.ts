/*
 * Writes surface.txt: every name and format that people's code, scripts and manifests can depend on. A change of this file is a decision
 * about compatibility, so a reviewer sees it by itself.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ClassType, Docs, EnumType, InterfaceType, Method, Parameter, Property, Type } from '@jsii/spec';
import { isClass, isInterface, ownTypes, typeText } from './assembly';
import { commandsOf } from './cli-doc';
import { Pages, writePages } from './pages';
import { Schema } from './schema-tables';
import { EXIT_CODES } from '../src/commands/cli/exit-code';
import { claimVolumeName, emptyDirName, imageVolumeName, secretVolumeName, sharedVolumeName } from '../src/knowledge/writable-paths/names';
import { CATALOG } from '../src/policy/controls/catalog';
import { WAIVER_FIELDS } from '../src/policy/waivers/check-waiver';
import { FORMAT_NAMES } from '../src/tasks/reports/formats/names';

const FILE = 'surface.txt';
const HEAD = '# Generated from src by `npx projen docs`. Do not edit. docs/explanation/stability.md says what it promises.';

const section = (title: string, lines: readonly string[]) => [`## ${title}`, '', ...lines, ''].join('\n');
const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const isFree = () => false;

function parameters(list: readonly Parameter[] = []): string {
  return list.map(({ name, type, optional }) => `${name}${optional ? '?' : ''}: ${typeText(type)}`).join(', ');
}

function property({ name, type, optional, static: isStatic, immutable }: Property, isStruct: boolean): string {
  return `${isStatic ? 'static ' : ''}${immutable && !isStruct ? 'readonly ' : ''}${name}${optional ? '?' : ''}: ${typeText(type)}`;
}

function method({ name, parameters: list, returns, static: isStatic }: Method): string {
  return `${isStatic ? 'static ' : ''}${name}(${parameters(list)}): ${returns ? typeText(returns.type) : 'void'}`;
}

/** Only what differs from the usual: nearly everything is stable. */
function stabilityOf(docs?: Docs): string {
  return docs?.stability === 'experimental' ? 'experimental ' : '';
}

function membersOf(type: ClassType | InterfaceType): readonly string[] {
  const own = (type.properties ?? []).map((each) => property(each, isInterface(type) && type.datatype === true));
  return [...isClass(type) && type.initializer ? [`constructor(${parameters(type.initializer.parameters)})`] : [], ...own, ...(type.methods ?? []).map(method)];
}

function linesOf(type: Type): readonly string[] {
  const head = `${stabilityOf(type.docs)}${isInterface(type) && type.datatype ? 'struct' : type.kind} ${type.name}`;
  if (!isClass(type) && !isInterface(type)) {
    const { members, docs } = type as EnumType;
    return [head, ...indented(members.map((each) => `${docs?.stability === 'experimental' ? '' : stabilityOf(each.docs)}${each.name}`))];
  }
  const parents = [...isClass(type) && type.base ? [type.base] : [], ...type.interfaces ?? []];
  return [`${head}${parents.length > 0 ? ` extends ${parents.join(', ')}` : ''}`, ...indented(membersOf(type))];
}

const OPTION = /^ {2}((?:-\w, )?--[\w-]+(?: <[^>]+>)?)/gm;
const USAGE = /^Usage: cdk8s-hardened .*?\[options\](.*)$/m;

async function commandLines(): Promise<readonly string[]> {
  const commands = await commandsOf();
  return commands.flatMap(({ name, help }) => {
    const options = [...help.matchAll(OPTION)].map(([, option]) => option).filter((option) => option !== '-h, --help');
    return [`${name}${USAGE.exec(help)?.[1] ?? ''}`, ...indented(options)];
  });
}

/** The paths of all keys, such as `workloads[].match.kind`. Definitions are listed once, by their name. */
function keysOf({ properties = {}, items, additionalProperties, oneOf = [] }: Schema, path = ''): readonly string[] {
  const own = Object.entries(properties).flatMap(([key, schema]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return [place, ...keysOf(schema, place)];
  });
  const inner = [...items ? keysOf(items, `${path}[]`) : [], ...typeof additionalProperties === 'object' ? keysOf(additionalProperties, `${path}.*`) : []];
  return [...new Set([...own, ...inner, ...oneOf.flatMap((each) => keysOf(each, path))])];
}

function keysOfFile(file: string): readonly string[] {
  const schema = JSON.parse(readFileSync(join('schema', file), 'utf8')) as Schema;
  return [...keysOf(schema), ...Object.entries(schema.definitions ?? {}).flatMap(([name, each]) => keysOf(each, `(${name})`))];
}

/** Keys of annotations, as they stand in the sources: a list that is kept by hand could miss one. */
function annotations(): readonly string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => readFileSync(join('src', name), 'utf8'));
  const found = texts.flatMap((text) => [...text.matchAll(/'(cdk8s-hardened\/(?!v\d)[a-z-]+)'/g)].map(([, key]) => key));
  return [...new Set(found)].sort();
}

export async function surfacePages(): Promise<Pages> {
  const text = [
    HEAD, '',
    section('API', Object.values(ownTypes()).sort((one, other) => one.name < other.name ? -1 : 1).flatMap(linesOf)),
    section('Command line', await commandLines()),
    section('Exit codes', Object.entries(EXIT_CODES).map(([name, code]) => `${code} ${name}`)),
    section('Formats of reports', FORMAT_NAMES),
    section('Controls', CATALOG.map(({ id, level }) => `${id} (${level})`).sort()),
    section('Keys of annotations', annotations()),
    section('Names of volumes, for the container `main`', [
      emptyDirName('main', '/var/cache', isFree), sharedVolumeName('main', false, isFree), sharedVolumeName('main', true, isFree),
      claimVolumeName('data', isFree), secretVolumeName('main', 'login', isFree), imageVolumeName('main', isFree),
    ]),
    section('Settings file', keysOfFile('settings.json')),
    section('Waiver file', ['waivers', ...WAIVER_FIELDS.map((field) => `waivers[].${field}`)]),
    section('JSON report', keysOfFile('report.json')),
  ].join('\n');
  return new Map([[FILE, `${text.trimEnd()}\n`]]);
}

export async function write(): Promise<void> {
  writePages(await surfacePages());
}
