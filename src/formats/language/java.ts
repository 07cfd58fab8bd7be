import { Dialect, typedCode } from './typed';

const JAVA: Dialect = {
  text: JSON.stringify,
  number: (value) => value.replace(/^0o/, '0'),
  literals: { true: 'true', false: 'false', undefined: 'null', null: 'null' },
  date: (...parts) => `Instant.parse("${parts.map((part) => String(part).padStart(2, '0')).join('-')}T00:00:00Z")`,
  name: (word) => word,
  entry: ([key, value]) => `${key}(${value})`,
  struct: (type, entries) => `${type}.builder()${entries.map(([key, value]) => `.${key}(${value})`).join('')}.build()`,
  map: (entries) => `Map.of(${entries.map(([key, value]) => `${JSON.stringify(key)}, ${value}`).join(', ')})`,
  list: (items) => `List.of(${items.join(', ')})`,
  member: (type, name) => `${type}.${name}`,
  create: (type) => `new ${type}`,
  args: (given) => `(${given.join(', ')})`,
};

/** A text with snippets of TypeScript, as a user of Java would write them: `runAs(RunAs.user(1000))`. */
export function javaCode(text: string): string {
  return typedCode(text, JAVA);
}
