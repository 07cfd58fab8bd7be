/*
 * Writes docs/reference/api, a page for each class, struct and enum, from the assembly of jsii. Members that a class inherits from
 * cdk8s-plus are listed by name only: readers look for the additions of this library.
 */
import { ClassType, EnumMember, EnumType, InterfaceType, Method, Parameter, Property, Type } from '@jsii/spec';
import { CONTENTS } from './api-contents';
import { signatures } from './api-signatures';
import { isClass, isInterface, lineOf, ownTypes, PACKAGE, shortName, textOf, typeOf, typeText } from './assembly';
import { table } from './markdown';
import { headOf, Pages, paragraphs, removeOthers, withLinks, writePages } from './pages';
import { HOME_PAGE } from '../src/tasks/reports/home-page';

const FOLDER = 'docs/reference/api';
const HEAD = headOf('src');

const TYPES = ownTypes();
const BY_NAME = new Map(Object.values(TYPES).map((type) => [type.name, type]));

const LISTED = Object.values(CONTENTS).flat();

/** The class whose page has the struct, too: `RuntimePreset` for `RuntimePresetOptions`. A struct that is listed has its own page. */
function ownerOf({ name, kind }: Type): string | undefined {
  const owner = !LISTED.includes(name) && kind === 'interface' ? /^(\w+)(?:Props|Options)$/.exec(name)?.[1] : undefined;
  return owner !== undefined && BY_NAME.get(owner)?.kind === 'class' ? owner : undefined;
}

/** Where a type is described, from a page of the folder. */
function linkTo(type: Type): string {
  const owner = ownerOf(type);
  return owner ? `${owner}.md#${type.name.toLowerCase()}` : `${type.name}.md`;
}

const EXPERIMENTAL = '[a minor version can change it](../../explanation/stability.md#experimental-features)';

/** A named type as a link, or with the library that has it. */
function linked(fqn: string): string {
  return fqn in TYPES ? `[${shortName(fqn)}](${linkTo(TYPES[fqn])})` : `\`${fqn}\``;
}

/** A type in a table. */
function typeCell(member: Pick<Property, 'type'>): string {
  return typeText(member.type, linked).replace(/\{ \[key: string\]: (.*) \}/, 'map of $1');
}

/** What follows the text of a member. */
function endOf({ docs = {} }: Pick<Property, 'docs'>): string {
  const written = docs.default?.replace(/^- /, '');
  return [docs.deprecated && `Deprecated: ${docs.deprecated}`, written && `Default: ${written}.`].filter(Boolean).join(' ').replace(/\s+/g, ' ').replace(/\.\.$/, '.');
}

function propertyTable(properties: readonly Property[]): string {
  return table(['property', 'type', 'meaning'], properties.map((property) => [
    `\`${property.name}\`${property.optional ? '' : ' (required)'}`, typeCell(property), [lineOf(property.docs), endOf(property)].filter(Boolean).join(' '),
  ]));
}

function parameterTable({ parameters = [] }: { readonly parameters?: readonly Parameter[] }): string | false {
  return parameters.length > 0 && table(['parameter', 'type', 'meaning'], parameters.map((parameter) =>
    [`\`${parameter.name}\`${parameter.optional ? ' (optional)' : ''}`, typeCell(parameter), sentence(lineOf(parameter.docs))]));
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!:]$|^$/.test(text) ? '' : '.');
const code = (text: string) => `\`\`\`ts\n${text.trim()}\n\`\`\``;

function calls(what: ClassType['initializer'] | Method, owner: string): string {
  const method = 'name' in what! ? what : undefined;
  const { name, static: isStatic, returns: result } = method ?? {};
  const lines = signatures({ owner, name, isStatic, parameters: what!.parameters ?? [], returns: result?.type });
  const { docs = {} } = what!;
  const returns = 'returns' in what! && what.returns ? docs.returns : undefined;
  return paragraphs(
    textOf(docs), lines, parameterTable(what!), returns && `Returns ${returns.replace(/\s+/g, ' ').replace(/\.?$/, '.')}`,
    docs.custom?.throws && `Throws ${docs.custom.throws.replace(/\s+/g, ' ').replace(/\.?$/, '.')}`, docs.example && code(docs.example),
  );
}

function methodSection(owner: string, method: Method): string {
  return paragraphs(`### ${method.name}`, calls(method, owner));
}

function methods(type: ClassType, isStatic: boolean): string | false {
  const found = (type.methods ?? []).filter((method) => Boolean(method.static) === isStatic && !method.overrides);
  return found.length > 0 && paragraphs(isStatic ? '## Static methods' : '## Methods', ...found.map((method) => methodSection(type.name, method)));
}

/** All names of members that a type has of its ancestors in other libraries, by ancestor. */
function inherited(fqns: readonly string[]): readonly string[] {
  return fqns.filter((fqn) => !(fqn in TYPES)).flatMap((fqn) => {
    const type = typeOf(fqn);
    const members = 'members' in type ? [] : [...type.properties ?? [], ...type.methods ?? []];
    const own = members.filter((member) => !('static' in member && member.static) && !member.overrides).map(({ name }) => `\`${name}\``);
    return [...own.length > 0 ? [`- \`${fqn}\`: ${own.join(', ')}`] : [], ...inherited(parentsOf(type))];
  });
}

function parentsOf(type: Type): readonly string[] {
  return isClass(type) && type.base ? [type.base] : isInterface(type) ? type.interfaces ?? [] : [];
}

function inheritedPart(type: Type, heading?: string): string | false {
  const found = [...new Set(inherited(parentsOf(type)))];
  return found.length > 0 && paragraphs(heading, 'Inherited, and described in the documentation of these libraries:', found.join('\n'));
}

function introduction(type: Type): string {
  const parents = [...parentsOf(type), ...isClass(type) ? type.interfaces ?? [] : []].map(linked);
  const isExperimental = type.docs?.stability === 'experimental';
  return paragraphs(isExperimental && `Experimental: ${EXPERIMENTAL}.`, textOf(type.docs), type.docs?.example && code(type.docs.example), parents.length > 0 && `Extends ${parents.join(', ')}.`);
}

/** On the page of its class, a struct also lists the properties of its parents in this library: one page is enough to write a call. */
function wholeStructSections(type: InterfaceType): readonly (string | false)[] {
  const properties = new Map(allProperties(type).map((property) => [property.name, property]));
  return [properties.size > 0 && propertyTable([...properties.values()]), inheritedPart(type)];
}

function allProperties({ properties = [], interfaces = [] }: InterfaceType): readonly Property[] {
  return [...properties, ...interfaces.filter((fqn) => fqn in TYPES).flatMap((fqn) => allProperties(TYPES[fqn] as InterfaceType))];
}

function structSections(type: InterfaceType): readonly (string | false)[] {
  const parents = (type.interfaces ?? []).filter((fqn) => fqn in TYPES).map((fqn) => TYPES[fqn] as InterfaceType);
  return [
    (type.properties ?? []).length > 0 && propertyTable(type.properties!),
    ...parents.map((parent) => `All properties of [${parent.name}](${linkTo(parent)}): ${names(parent)}.`), inheritedPart(type),
  ];
}

function names({ properties = [], interfaces = [] }: InterfaceType): string {
  const all = [...properties.map(({ name }) => `\`${name}\``), ...interfaces.filter((fqn) => fqn in TYPES).map((fqn) => names(TYPES[fqn] as InterfaceType))];
  return all.join(', ');
}

function classSections(type: ClassType): readonly (string | false)[] {
  const properties = type.properties ?? [];
  const constants = properties.filter((property) => property.static);
  const structs = Object.values(TYPES).filter(isInterface).filter((struct) => ownerOf(struct) === type.name);
  return [
    type.initializer !== undefined && paragraphs('## Constructor', calls(type.initializer, type.name)),
    methods(type, true),
    constants.length > 0 && paragraphs('## Constants', table(['constant', 'meaning'], constants.map(({ name, docs }) => [`\`${type.name}.${name}\``, lineOf(docs)]))),
    properties.length > constants.length && paragraphs('## Properties', propertyTable(properties.filter((property) => !property.static))),
    methods(type, false),
    inheritedPart(type, '## Inherited members'),
    ...structs.map((struct) => paragraphs(`## ${struct.name}`, introduction(struct), ...wholeStructSections(struct))),
  ];
}

function enumSections({ name, members, docs }: EnumType): readonly string[] {
  const remark = (member: EnumMember) => member.docs?.stability === 'experimental' && docs?.stability !== 'experimental' ? ` Experimental: ${EXPERIMENTAL}.` : '';
  return [table(['member', 'meaning'], members.map((member) => [`\`${name}.${member.name}\``, lineOf(member.docs) + remark(member)]))];
}

function page(type: Type): string {
  const sections = isClass(type) ? classSections(type) : isInterface(type) ? structSections(type) : enumSections(type);
  return `${withLinks(paragraphs(HEAD, `# ${type.name}`, introduction(type), ...sections), FOLDER)}\n`;
}

function index(): string {
  const groups = Object.entries(CONTENTS).map(([title, group]) => paragraphs(
    `## ${title}`, table(['', ''], group.map((name) => [linked(`${PACKAGE}.${name}`), BY_NAME.get(name)!.docs?.summary ?? ''])),
  ));
  return `${paragraphs(HEAD, '# API', 'The public API of `cdk8s-hardened`, in TypeScript, with the calls of all languages. Python, Java, C# and Go have the same classes, with the names that are usual there: [Python](../../how-to/python.md#names-in-these-documents), [Java](../../how-to/java.md#names-in-these-documents), [Go](../../how-to/go.md#names-in-these-documents).', ...groups)}\n`;
}

/** For the top level, where users of projen and of jsii look for it, and for the package of npm, in which only absolute links work. */
function overview(): string {
  const link = (type: Type) => `[${type.name}](${HOME_PAGE}/blob/main/${FOLDER}/${linkTo(type)})`;
  const groups = Object.entries(CONTENTS).map(([title, group]) => {
    const types = group.flatMap((name) => [BY_NAME.get(name)!, ...Object.values(TYPES).filter((type) => ownerOf(type) === name)]);
    return paragraphs(`## ${title}`, types.map((type) => `- ${link(type)}, ${kindOf(type)}: ${type.docs?.summary ?? ''}`).join('\n'));
  });
  return `${paragraphs(HEAD, '# API', 'Each class, struct and enum of `cdk8s-hardened`. Python, Java, C# and Go have the same ones, with the names that are usual there.', ...groups)}\n`;
}

function kindOf(type: Type): string {
  return isInterface(type) ? 'struct' : type.kind;
}

/** The pages, and the lists of them. */
export function apiPages(): Pages {
  const shown = Object.values(TYPES).filter((type) => ownerOf(type) === undefined);
  const missing = shown.filter(({ name }) => !LISTED.includes(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new Error(`projenrc/api-contents.ts must list ${missing.join(', ')}`);
  }
  return new Map([['API.md', overview()], [`${FOLDER}/README.md`, index()], ...shown.map((type) => [`${FOLDER}/${type.name}.md`, page(type)] as const)]);
}

export function write(): void {
  const pages = apiPages();
  writePages(pages);
  removeOthers(FOLDER, pages);
}
