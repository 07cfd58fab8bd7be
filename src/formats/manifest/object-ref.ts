import { asObject, asString, JsonObject } from './json';
import { groupOf, objectName } from './workload';

/** The object that a manifest describes, or that a finding or a waiver is for. */
export interface ObjectRef {
  /** The API group; the core group is empty. */
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  /** See `objectName`. */
  readonly name: string;
}

export function refOf(object: JsonObject): ObjectRef {
  const { apiVersion, kind, metadata } = object;
  const namespace = asString(asObject(metadata).namespace);
  return { group: groupOf(apiVersion), kind: asString(kind) ?? '', namespace, name: objectName(object) };
}

/** An object as people name it: `Deployment shop/web`. */
export function refText({ kind, namespace, name }: Omit<ObjectRef, 'group'>): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** Stands for the name of an object that has none. */
export const NO_NAME = '(no name)';
