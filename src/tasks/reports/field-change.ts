import { toManifestChange } from './hardened';
import { HardenedObject, isAt } from './known-of';
import { asObject, asString } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';
import { ControlChange } from '../../policy/engine/changes';

/** One value that hardening filled in or replaced. */
export interface FieldChange {
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

  /** Id of the control that made the change, as in docs/reference/controls.md. */
  readonly control: string;

  /** Why the control exists. For a value from known facts or a lock file, also the image and the source. */
  readonly why: string;
}

/**
 * A change as reports show it.
 *
 * @param objects the objects of the document
 */
export function toChange(change: ControlChange, objects: readonly HardenedObject[], constructPath: string): FieldChange {
  const changed = changedObject(change, objects);
  const { before, after, ...shown } = toManifestChange(change, changed);
  const { object } = changed.opened;
  const { namespace } = asObject(object.metadata);
  return {
    constructPath,
    apiVersion: asString(object.apiVersion) ?? '',
    kind: asString(object.kind) ?? '',
    ...typeof namespace === 'string' && { namespace },
    name: objectName(object),
    ...shown,
    ...before !== undefined && { before },
    ...after !== undefined && { after },
  };
}

/** The object with a change. A list contains its items, so the last object around the value is the item itself. */
export function changedObject({ path }: ControlChange, objects: readonly HardenedObject[]): HardenedObject {
  return objects.filter(({ opened }) => isAt(path, opened.path)).at(-1)!;
}
