import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';

const ROOT = join(__dirname, '..', '..');

/** The packages that the examples use, each after those that it needs. */
export const PACKAGES = ['node_modules/constructs', 'node_modules/cdk8s', 'node_modules/cdk8s-plus-28', '.'];

interface Callable {
  readonly parameters?: readonly { readonly type: { readonly fqn?: string } }[];
}

export interface Type {
  readonly kind: string;
  readonly name: string;
  readonly datatype?: boolean;
  readonly assembly: string;
  readonly namespace?: string;
  readonly properties?: readonly { readonly name: string; readonly static?: boolean }[];
  readonly methods?: readonly (Callable & { readonly name: string; readonly static?: boolean })[];
  readonly initializer?: Callable;
  readonly interfaces?: readonly string[];
}

/** The names of the structs of all packages. */
export function structNames(): ReadonlySet<string> {
  return new Set(PACKAGES.flatMap(typesOf).filter(({ datatype }) => datatype).map(({ name }) => name));
}

export function typesOf(folder: string): readonly Type[] {
  const file = join(ROOT, folder, '.jsii');
  const assembly = JSON.parse(readFileSync(file, 'utf8'));
  const { types } = assembly.schema === 'jsii/file-redirect'
    ? JSON.parse(gunzipSync(readFileSync(join(ROOT, folder, assembly.filename))).toString())
    : assembly;
  return Object.values<Type>(types);
}
