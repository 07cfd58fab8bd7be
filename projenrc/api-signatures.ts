/* How each language calls what the API has, by the rules of jsii. The site shows these as tabs. */
import { Parameter, TypeReference } from '@jsii/spec';
import { isInterface, shortName, typeOf, typeText } from './assembly';

/** A constructor, or a method. */
export interface Call {
  readonly owner: string;
  /** Undefined for a constructor. */
  readonly name?: string;
  readonly isStatic?: boolean;
  readonly parameters: readonly Parameter[];
  readonly returns?: TypeReference;
}

/** How a language writes types, apart from those with names. */
interface Types {
  readonly primitives: Readonly<Record<string, string>>;
  readonly list: (item: string) => string;
  readonly map: (value: string) => string;
  readonly named?: (name: string, ofStruct: boolean) => string;
}

const PYTHON: Types = {
  primitives: { string: 'str', number: 'float', boolean: 'bool', date: 'datetime', any: 'Any', json: 'dict' },
  list: (item) => `list[${item}]`,
  map: (value) => `dict[str, ${value}]`,
};
const JAVA: Types = {
  primitives: { string: 'String', number: 'Number', boolean: 'Boolean', date: 'Instant', any: 'Object', json: 'ObjectNode' },
  list: (item) => `List<${item}>`,
  map: (value) => `Map<String, ${value}>`,
};
const GO: Types = {
  primitives: { string: '*string', number: '*float64', boolean: '*bool', date: '*time.Time', any: 'interface{}', json: '*map[string]interface{}' },
  list: (item) => `*[]${item}`,
  map: (value) => `*map[string]${value}`,
  named: (name, ofStruct) => ofStruct ? `*${name}` : name,
};
const CSHARP: Types = {
  primitives: { string: 'string', number: 'double', boolean: 'bool', date: 'DateTime', any: 'object', json: 'JObject' },
  list: (item) => `${item}[]`,
  map: (value) => `IDictionary<string, ${value}>`,
};

function typeIn(types: Types, reference: TypeReference): string {
  if ('primitive' in reference) return types.primitives[reference.primitive];
  if ('collection' in reference) {
    const { kind, elementtype } = reference.collection;
    return types[kind === 'array' ? 'list' : 'map'](typeIn(types, elementtype));
  }
  if (!('fqn' in reference)) return types.primitives.any;
  const name = shortName(reference.fqn);
  return types.named?.(name, isStruct(reference.fqn)) ?? name;
}

function isStruct(fqn: string): boolean {
  const type = typeOf(fqn);
  return isInterface(type) && type.datatype === true;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pascal = (name: string) => name[0].toUpperCase() + name.slice(1);

/** The last parameter as keyword arguments, where it is a struct. */
function pythonParameter({ name, type, optional, variadic }: Parameter, index: number, all: readonly Parameter[]): string {
  const written = typeIn(PYTHON, type);
  if (index === all.length - 1 && 'fqn' in type && isStruct(type.fqn)) return `**${snake(name)}: ${written}`;
  return `${variadic ? '*' : ''}${snake(name)}: ${written}${optional ? ' | None = None' : ''}`;
}

function typescript({ owner, name, isStatic, parameters, returns }: Call): string {
  const written = parameters.map((each) => `${each.variadic ? '...' : ''}${each.name}${each.optional ? '?' : ''}: ${typeText(each.type)}`).join(', ');
  if (name === undefined) return `new ${owner}(${written})`;
  return `${isStatic ? `${owner}.` : ''}${name}(${written}): ${returns ? typeText(returns) : 'void'}`;
}

function python({ owner, name, isStatic, parameters, returns }: Call): string {
  const written = `(${parameters.map(pythonParameter).join(', ')})`;
  if (name === undefined) return owner + written;
  const method = name === 'with' ? 'with_' : snake(name); // a keyword
  return `${isStatic ? `${owner}.` : ''}${method}${written} -> ${returns ? typeIn(PYTHON, returns) : 'None'}`;
}

function java({ owner, name, isStatic, parameters, returns }: Call): string {
  const written = `(${parameters.map((each) => `${typeIn(JAVA, each.type)}${each.variadic ? '...' : ''} ${each.name}`).join(', ')})`;
  return name === undefined ? `new ${owner}${written}` : `${returns ? typeIn(JAVA, returns) : 'void'} ${isStatic ? `${owner}.` : ''}${name}${written}`;
}

function go({ owner, name, isStatic, parameters, returns }: Call): string {
  const written = `(${parameters.map((each) => `${each.name} ${each.variadic ? '...' : ''}${typeIn(GO, each.type)}`).join(', ')})`;
  if (name === undefined) return `cdk8shardened.New${owner}${written} ${owner}`;
  return `${isStatic ? `cdk8shardened.${owner}_` : ''}${pascal(name)}${written}${returns ? ` ${typeIn(GO, returns)}` : ''}`;
}

function csharp({ owner, name, isStatic, parameters, returns }: Call): string {
  const all = parameters.map((each) => `${each.variadic ? 'params ' : ''}${typeIn(CSHARP, each.type)}${each.variadic ? '[]' : ''}${each.optional ? '?' : ''} `
    + `${each.name}${each.optional ? ' = null' : ''}`);
  const written = `(${all.join(', ')})`;
  return name === undefined ? `new ${owner}${written}` : `${returns ? typeIn(CSHARP, returns) : 'void'} ${isStatic ? `${owner}.` : ''}${pascal(name)}${written}`;
}

const LANGUAGES: readonly (readonly [fence: string, write: (call: Call) => string])[] = [
  ['ts [TypeScript]', typescript], ['python [Python]', python], ['java [Java]', java], ['go [Go]', go], ['csharp [C#]', csharp],
];

/** A block of code for each language. */
export function signatures(call: Call): string {
  return LANGUAGES.map(([fence, write]) => `\`\`\`${fence}\n${write(call)}\n\`\`\``).join('\n');
}
