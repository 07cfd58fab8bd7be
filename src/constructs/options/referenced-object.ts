import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { described } from './check-values';
import { OptionError } from '../../formats/language/option-error';
import { isDnsSubdomain } from '../../formats/manifest/dns-label';

/** The properties that every ApiObject and the objects of every cdk8s-plus version have, including imported objects. */
interface Described {
  readonly kind?: unknown;
  readonly name?: unknown;
}

/** An object that an option refers to. */
export interface ReferencedObject {
  readonly name: string;
  /** Its JSON as of now; undefined for an object that exists outside of the app. */
  readonly json: () => any;
}

/**
 * Reads an object from its construct, whatever library and version created it.
 *
 * @param place the name of the option in errors
 * @param kind the kind that is expected
 * @param placeholder a name for `remedy` if none was passed
 * @param remedy the correct call, given a name
 * @throws if the construct is something else
 */
export function referencedObject(
  place: string, kind: string, construct: IConstruct, placeholder: string, remedy: (name: string) => string,
): ReferencedObject {
  const own = describedBy(construct);
  if (own.kind !== kind || typeof own.name !== 'string') {
    throw new OptionError(`${place} needs a ${kind}, but got ${textOf(construct, own)}: pass the ${kind}, or use `
      + remedy(isDnsSubdomain(construct) ? construct : placeholder));
  }
  const object = objectOf(construct);
  // Uses the method of the class: the synthesis overrides the object's own method.
  return { name: own.name, json: () => object && Object.getPrototypeOf(object).toJson.call(object) };
}

/** @throws if it is not the name of an object */
export function checkObjectName(place: string, kind: string, name: unknown): void {
  if (!isDnsSubdomain(name)) {
    throw new OptionError(`${place} needs the name of a ${kind}, but got ${described(name)}: `
      + 'use up to 253 of a-z, 0-9, "-" and ".", with a letter or digit at both ends');
  }
}

function describedBy(construct: IConstruct): Described {
  if (!Construct.isConstruct(construct)) {
    return {};
  }
  const own = construct as Described;
  return own.kind === undefined ? objectOf(construct) ?? {} : own;
}

function objectOf(construct: IConstruct): ApiObject | undefined {
  const object = ApiObject.isApiObject(construct) ? construct : construct.node.defaultChild;
  return object && ApiObject.isApiObject(object) ? object : undefined;
}

function textOf(construct: unknown, { kind }: Described): string {
  if (!Construct.isConstruct(construct)) {
    if (construct === undefined || construct === null) {
      return String(construct);
    }
    return typeof construct === 'object' || typeof construct === 'function'
      ? 'something that is not a construct'
      : `${typeof construct} ${JSON.stringify(construct)}`;
  }
  const what = typeof kind === 'string' ? kind : construct.constructor.name;
  return `the ${what} "${construct.node.path}"`;
}
