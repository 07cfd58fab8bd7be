/*
 * Text in the Common Expression Language (CEL) for the conditions of admission policies. It uses only the standard library, optional types,
 * and string functions that every API server with policies has. https://kubernetes.io/docs/reference/using-api/cel/
 */

/** The pod spec of an object of any kind. */
export const SPEC = 'variables.spec';
/** The annotations and labels of the pod. */
export const ANNOTATIONS = 'variables.annotations';
export const LABELS = 'variables.labels';

/** Whether the pod has its own user namespace. */
export const IN_USER_NAMESPACE = `${SPEC}.?hostUsers.orValue(true) == false`;
/** Whether Pod Security treats the pod as a Windows pod. */
export const IS_WINDOWS = `${SPEC}.?os.?name.orValue('') == 'windows'`;

/** The day of the request. The API server sets this field before it calls validating policies, which have no other clock. */
export const REQUEST_DAY = 'dyn(object).metadata.?creationTimestamp.orValue(null) == null ? \'9999-12-31\' : '
  + 'string(dyn(object).metadata.creationTimestamp).substring(0, 10)';

/** A text as a CEL literal in one line. */
export function celText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

/** A list of CEL literals. */
export function celList(values: Iterable<unknown>): string {
  return `[${[...values].map((value) => typeof value === 'string' ? celText(value) : String(value)).join(', ')}]`;
}

/** Whether a text matches a regular expression. RE2 must support it, so it cannot use look-around. */
export function celMatches(text: string, pattern: RegExp): string {
  return `${text}.matches(${celText((pattern.flags.includes('i') ? '(?i)' : '') + pattern.source.replace(/\\\//g, '/'))})`;
}

/** A field of a container's security context, or else the field of the pod; `missing` if neither is set. */
export function celEffective(field: string, missing: string): string {
  return `c.?securityContext.?${field}.orValue(${SPEC}.?securityContext.?${field}.orValue(${missing}))`;
}

/** A path in normal form, except that `..` stays. */
export function celPath(path: string): string {
  return `('/' + ${path}.split('/').filter(s, s != '' && s != '.').join('/'))`;
}

/** Whether a path in normal form is a directory or below it. */
export function celIsIn(path: string, directory: string): string {
  return `(${path} == ${directory} || ${path}.startsWith(${directory} == '/' ? '/' : ${directory} + '/'))`;
}

/** Whether an optional quantity is missing or zero. The API server stores quantities as text. */
export function celIsZero(quantity: string): string {
  return celMatches(`${quantity}.orValue('0')`, /^[+-]?(?:0+[.]?0*|[.]0+)(?:[eE][+-]?[0-9]+|[a-zA-Z]*)$/);
}
