import { CATALOGUE } from '../controls/catalogue';
import { ControlChange } from '../engine/changes';
import { OpenedObject } from '../engine/open';
import { asObject, asString } from '../manifest/json';
import { toJsonPointer } from '../manifest/paths';

/** One value that hardening filled in or replaced. */
export interface Change {
  /**
   * Path of the construct that stands for the object.
   *
   * @default - the object is in a file
   */
  readonly constructPath?: string;

  /** API version of the object. */
  readonly apiVersion: string;

  /** Kind of the object. */
  readonly kind: string;

  /**
   * Namespace of the object.
   *
   * @default - the object names none
   */
  readonly namespace?: string;

  /** Name of the object. */
  readonly name: string;

  /** The value's place as a JSON Pointer (RFC 6901) from the root of the document, such as `/spec/securityContext/runAsNonRoot`. */
  readonly pointer: string;

  /**
   * The value before.
   *
   * @default - there was none
   */
  readonly before?: any;

  /**
   * The value after.
   *
   * @default - it was removed
   */
  readonly after?: any;

  /** Id of the control that made the change, as in docs/controls.md. */
  readonly control: string;

  /** Why the control exists. */
  readonly why: string;
}

/**
 * A change as reports show it.
 *
 * @param objects those of the document
 */
export function toChange(change: ControlChange, objects: readonly OpenedObject[], constructPath: string): Change {
  const { control, path, before, after } = change;
  // The objects of a list are in it, so the last that contains the value is the one that it belongs to.
  const owner = objects.filter((object) => object.path.every((step, index) => step === path[index])).at(-1);
  const { apiVersion, kind, metadata } = asObject(owner?.object);
  const { name, namespace } = asObject(metadata);
  return {
    constructPath,
    apiVersion: asString(apiVersion) ?? '',
    kind: asString(kind) ?? '',
    ...typeof namespace === 'string' && { namespace },
    name: asString(name) ?? '',
    pointer: toJsonPointer(path),
    ...before !== undefined && { before },
    ...after !== undefined && { after },
    control,
    why: CATALOGUE.find(({ id }) => id === control)!.why,
  };
}
