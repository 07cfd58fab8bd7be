/* The public API as jsii describes it, and that of the libraries that it extends. */
import { dirname } from 'path';
import { Assembly, ClassType, Docs, InterfaceType, loadAssemblyFromPath, Type, TypeReference } from '@jsii/spec';

export const PACKAGE = 'cdk8s-hardened';

const assemblies = new Map<string, Assembly>();

function assemblyOf(name: string): Assembly {
  const folder = () => name === PACKAGE ? '.' : dirname(require.resolve(`${name}/package.json`));
  const assembly = assemblies.get(name) ?? loadAssemblyFromPath(folder(), false);
  assemblies.set(name, assembly);
  return assembly;
}

/** The types of this package, by their full names. */
export function ownTypes(): Readonly<Record<string, Type>> {
  return assemblyOf(PACKAGE).types!;
}

/** A type of this or another library, by its full name, such as `cdk8s-plus-28.Deployment`. */
export function typeOf(fqn: string): Type {
  return assemblyOf(fqn.slice(0, fqn.indexOf('.'))).types![fqn];
}

export const isClass = (type: Type): type is ClassType => type.kind === 'class';
export const isInterface = (type: Type): type is InterfaceType => type.kind === 'interface';

/** Summary and remarks. */
export function textOf(docs: Docs = {}): string {
  return [docs.summary, docs.remarks].filter(Boolean).join('\n\n');
}

/** The same in one paragraph. */
export function lineOf(docs: Docs = {}): string {
  return textOf(docs).replace(/\s+/g, ' ');
}

/** A type as TypeScript writes it; `name` says how a named one is written. */
export function typeText(reference: TypeReference, name: (fqn: string) => string = shortName): string {
  if ('primitive' in reference) {
    return reference.primitive === 'json' ? 'object' : reference.primitive;
  }
  if ('fqn' in reference) {
    return name(reference.fqn);
  }
  if ('collection' in reference) {
    const { kind, elementtype } = reference.collection;
    return kind === 'array' ? `${typeText(elementtype, name)}[]` : `{ [key: string]: ${typeText(elementtype, name)} }`;
  }
  const parts = 'union' in reference ? reference.union.types : reference.intersection.types;
  return parts.map((each) => typeText(each, name)).join('union' in reference ? ' | ' : ' & ');
}

/** A full name without the library. */
export function shortName(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}
