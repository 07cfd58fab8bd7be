/* Tables from a JSON Schema: a row for each property, at any depth. */
import { table } from './markdown';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

export interface TableOptions {
  /** A reference as Markdown, by the name of the definition. */
  readonly reference: (name: string) => string;
  /** What to write instead of the rows of a property: properties that another table describes. */
  readonly elsewhere?: (path: string, schema: Schema) => string | undefined;
}

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** The type of a value, in words. */
export function typeOf(schema: Schema, options: TableOptions): string {
  const { $ref, type, items, minimum, maximum, additionalProperties, oneOf } = schema;
  if ($ref !== undefined) {
    return options.reference($ref.slice($ref.lastIndexOf('/') + 1));
  }
  if (oneOf !== undefined) {
    return [...new Set(oneOf.map((each) => typeOf(each, options)))].join(' or ');
  }
  if (schema.enum ?? 'const' in schema) {
    const values = (schema.enum ?? [schema.const]).map(code);
    return values.length === 1 ? values[0] : `one of ${values.join(', ')}`;
  }
  if (type === 'array') {
    return items ? `list (${typeOf(items, options)})` : 'list';
  }
  if (type === 'object') {
    return typeof additionalProperties === 'object' ? `map (${typeOf(additionalProperties, options)})` : 'object';
  }
  const limits = [minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`].filter(Boolean).join(' ');
  return type === undefined ? 'any' : [[type].flat().join(' or '), limits].filter(Boolean).join(', ');
}

/** A property in one row. */
function row(path: string, schema: Schema, isRequired: boolean, options: TableOptions): readonly string[] {
  const known = schema.default === undefined ? '' : code(schema.default);
  const examples = (schema.examples ?? schema.items?.examples ?? []).filter(isSimple).map(code).join(', ');
  const meaning = [schema.description, examples && `Example: ${examples}.`].filter(Boolean).join(' ');
  return [`\`${path}\`${isRequired ? ' (required)' : ''}`, typeOf(schema, options), known, meaning];
}

const isSimple = (value: unknown) => typeof value !== 'object';

/** The rows of what is within a value. */
function rowsIn(path: string, schema: Schema, options: TableOptions): readonly (readonly string[])[] {
  const { properties = {}, required = [], items, additionalProperties, oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, property]) => rowsOf(path === '' ? name : `${path}.${name}`, property, required.includes(name), options)),
    ...items ? rowsIn(`${path}[]`, items, options) : [],
    ...typeof additionalProperties === 'object' ? rowsIn(`${path}.*`, additionalProperties, options) : [],
    ...oneOf.flatMap((each) => rowsIn(path, each, options)),
  ];
}

function rowsOf(path: string, schema: Schema, isRequired: boolean, options: TableOptions): readonly (readonly string[])[] {
  const place = options.elsewhere?.(path, schema);
  return place === undefined
    ? [row(path, schema, isRequired, options), ...rowsIn(path, schema, options)]
    : [row(path, { ...schema, description: place, examples: [] }, isRequired, options)];
}

/** Every property within a value. Nothing if there is none. */
export function schemaTable(path: string, schema: Schema, options: TableOptions): string | false {
  const rows = rowsIn(path, schema, options);
  return rows.length > 0 && table(['key', 'type', 'default', 'meaning'], rows);
}

/** The type and the default of a value in one line. */
export function typeLine(schema: Schema, options: TableOptions): string {
  return `Type: ${typeOf(schema, options)}.${schema.default === undefined ? '' : ` Default: ${code(schema.default)}.`}`;
}

/** A value that a property can have. */
export function exampleOf({ examples, items, type, enum: values, default: known }: Schema): unknown {
  return examples?.[0] ?? items?.examples ?? (type === 'boolean' ? true : values?.find((value) => value !== known));
}
