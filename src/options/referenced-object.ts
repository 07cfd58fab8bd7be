import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';

/** What the objects of every cdk8s-plus version, imported ones too, and every ApiObject tell about themselves. */
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
 * Reads an object from its construct, whatever library and version made it.
 *
 * @param place what to call the option in errors
 * @param kind the kind that is expected
 * @param remedy what to write instead, given a name if one was passed
 * @throws if the construct is something else
 */
export function referencedObject(place: string, kind: string, construct: IConstruct, remedy: (name: string) => string): ReferencedObject {
  const described = describedBy(construct);
  if (described.kind !== kind || typeof described.name !== 'string') {
    throw new Error(`${place} needs a ${kind} and got ${textOf(construct, described)}: pass the ${kind}, or use `
      + remedy(typeof construct === 'string' ? construct : `name-of-the-${kind.toLowerCase()}`));
  }
  const object = objectOf(construct);
  // From the class and not from the object: the synthesis overrides the object's own method.
  return { name: described.name, json: () => object && Object.getPrototypeOf(object).toJson.call(object) };
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
    return construct === undefined || construct === null ? String(construct)
      : typeof construct === 'object' || typeof construct === 'function' ? 'something that is not a construct' : `${typeof construct} ${JSON.stringify(construct)}`;
  }
  const what = typeof kind === 'string' ? kind : construct.constructor.name;
  return `the ${what} "${construct.node.path}"`;
}
