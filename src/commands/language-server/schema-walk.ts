import { Path } from '../../formats/manifest/json';

/** The part of JSON Schema that our schemas use. */
export interface Schema {
  readonly definitions?: { readonly [name: string]: Schema };
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** A key or a value that a schema allows. */
export interface Choice {
  readonly text: string;
  readonly description?: string;
}

/** The schemas of the value at a path: several where there are alternatives. */
export function schemasAt(root: Schema, path: Path): readonly Schema[] {
  let schemas = alternatives(root, root);
  for (const step of path) {
    schemas = schemas.flatMap(({ properties, additionalProperties, items }) => {
      const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
      const next = typeof step === 'number' ? items : properties?.[step] ?? others;
      return next ? alternatives(next, root) : [];
    });
  }
  return schemas;
}

export function describedAt(root: Schema, path: Path): string | undefined {
  return schemasAt(root, path).find(({ description }) => description !== undefined)?.description;
}

/** The keys that an object at a path may have. */
export function keysAt(root: Schema, path: Path): readonly Choice[] {
  return schemasAt(root, path).flatMap(({ properties = {}, propertyNames }) => [
    ...Object.entries(properties).map(([text, schema]): Choice => ({ text, description: alternatives(schema, root)[0].description })),
    ...propertyNames ? alternatives(propertyNames, root).flatMap(valuesOf) : [],
  ]);
}

/** The values that a schema names. */
export function valuesAt(root: Schema, path: Path): readonly Choice[] {
  return schemasAt(root, path).flatMap(valuesOf);
}

function valuesOf({ enum: values, type, default: usual, examples = [], description }: Schema): readonly Choice[] {
  const named = values ?? (type === 'boolean' ? [true, false] : [...usual === undefined ? [] : [usual], ...examples]);
  return named.filter((value) => typeof value !== 'object').map((value) => ({ text: textOf(value), description }));
}

/** The value as YAML text, with quotes where it would have another type without them. */
function textOf(value: unknown): string {
  const isPlain = typeof value !== 'string'
    || (/^[A-Za-z][\w./:@*-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value));
  return isPlain ? String(value) : JSON.stringify(value);
}

/** The schemas that a schema refers to. Keywords beside a reference override it. */
function alternatives(schema: Schema, root: Schema): readonly Schema[] {
  const { $ref, oneOf, ...own } = schema;
  const name = $ref?.replace('#/definitions/', '');
  const referred = name === undefined ? undefined : root.definitions?.[name];
  if (referred) {
    return alternatives({ ...referred, ...own }, root);
  }
  const described = (each: Schema) => ({ ...each, description: own.description ?? each.description });
  return oneOf ? oneOf.flatMap((each) => alternatives(described(each), root)) : [own];
}
