/* Pieces of a JSON Schema. */

export const text = (description: string, more: object = {}) => ({ type: 'string', minLength: 1, description, ...more });

export const listSchema = (items: object, description: string) => ({ type: 'array', items, description });

export const objectSchema = (properties: object, description: string, more: object = {}) =>
  ({ type: 'object', additionalProperties: false, properties, description, ...more });

/** A schema with an example, for editors and docs/reference/settings-file.md. */
export const example = (value: unknown, schema: object) => ({ ...schema, examples: [value] });
