import { Finding } from './finding';

/** The identity of an object, and of a finding on it. */
export type ObjectIdentity = Pick<Finding, 'constructPath' | 'file' | 'document' | 'apiVersion' | 'kind' | 'namespace' | 'name'>;

/** The object of a finding. A spread would copy nothing of a `LazyFinding`, whose fields are getters of its class. */
export function identityOf(finding: Finding): ObjectIdentity & Pick<Finding, 'source' | 'managedBy'> {
  const { constructPath, file, document, apiVersion, kind, namespace, name, source, managedBy } = finding;
  return { constructPath, file, document, apiVersion, kind, namespace, name, source, managedBy };
}

/** A key that is equal for an object and its findings. */
export function identityKey({ constructPath, file, document, apiVersion, kind, namespace, name }: ObjectIdentity): string {
  return JSON.stringify([constructPath, file, document, apiVersion, kind, namespace, name]);
}

/** Lines of a file or of an object's YAML, counting from 1. Without `endLine`, it is a single line. */
export type LineRange = Pick<Finding, 'line' | 'endLine'>;

/** The text of an object. */
export interface ObjectText {
  readonly lines: readonly string[];
  /** The number of the first line. */
  readonly firstLine: number;
  /** The lines with secrets. */
  readonly secrets?: readonly LineRange[];
  /** The lines of a field, by its JSON Pointer. Present if the text is not the text of the file, so that lines of findings do not apply. */
  readonly rangeOf?: (pointer: string) => LineRange;
}

/** Lines that change, with some lines around them. */
export interface Hunk {
  /** The place of the change: `@@ -12,7 +12,9 @@`, or a field and the control that changed it. */
  readonly header: string;
  /** The number that the first line has before the changes; undefined if the changed text has no lines. */
  readonly firstLine?: number;
  /** The lines, each after a mark: a space, `-` or `+`. */
  readonly lines: readonly string[];
}

/** The changes of an object by hardening. */
export interface ObjectChanges {
  /** A description of the hunks, in a few words. */
  readonly title: string;
  readonly hunks: readonly Hunk[];
  /** The reason why there are no changes. */
  readonly note?: string;
}

/**
 * An object that was evaluated, clean or not, with details that only some reports show. They are computed on request, and must be requested
 * at once.
 */
export interface ReportedObject extends ObjectIdentity, Pick<Finding, 'line' | 'source' | 'managedBy'> {
  /** Whether the object is shown even without findings, because it creates pods or is a Dockerfile. */
  readonly isWorkload: boolean;
  /** The text of the object; undefined if it must not be shown. */
  readonly text: () => ObjectText | undefined;
  /** The changes by hardening; undefined if hardening does not apply to the object. */
  readonly changes: () => ObjectChanges | undefined;
}
