import { Finding } from './finding';

/** The identity of an object, and of a finding on it. */
export type ObjectIdentity = Pick<Finding, 'constructPath' | 'file' | 'document' | 'apiVersion' | 'kind' | 'namespace' | 'name'>;

/** The object of a finding, which may have no own fields that a copy would take. */
export function identityOf(finding: Finding): ObjectIdentity & Pick<Finding, 'source'> {
  const { constructPath, file, document, apiVersion, kind, namespace, name, source } = finding;
  return { constructPath, file, document, apiVersion, kind, namespace, name, source };
}

/** A key that is equal for an object and its findings. */
export function identityKey({ constructPath, file, document, apiVersion, kind, namespace, name }: ObjectIdentity): string {
  return JSON.stringify([constructPath, file, document, apiVersion, kind, namespace, name]);
}

/** Lines of a file or of the YAML of an object, counting from 1; without an end it is one line. */
export type LineRange = Pick<Finding, 'line' | 'endLine'>;

/** The text of an object. */
export interface ObjectText {
  readonly lines: readonly string[];
  /** Number of the first one. */
  readonly firstLine: number;
  /** The lines with secrets. */
  readonly secrets?: readonly LineRange[];
  /** Where in it a field is, by its JSON Pointer, if that is not where findings say: the text is printed anew, not as in the file. */
  readonly rangeOf?: (pointer: string) => LineRange;
}

/** Lines that change, and some around them. */
export interface Hunk {
  /** The place of the change: `@@ -12,7 +12,9 @@`, or a field and the control that changed it. */
  readonly header: string;
  /** Number of the first line before the changes; undefined if they are in no text that has lines. */
  readonly firstLine?: number;
  /** Each with its mark in front: a space, `-` or `+`. */
  readonly lines: readonly string[];
}

/** The changes of an object by hardening. */
export interface ObjectChanges {
  /** A description of the hunks, in a few words. */
  readonly title: string;
  readonly hunks: readonly Hunk[];
  /** Why there are none. */
  readonly note?: string;
}

/**
 * An object that was evaluated, clean or not, with details that only some reports show. They are computed on request, and must be requested
 * at once.
 */
export interface ReportedObject extends ObjectIdentity, Pick<Finding, 'line' | 'source'> {
  /** Whether it is shown though nothing was found: it creates pods, or is a Dockerfile. */
  readonly isWorkload: boolean;
  /** Undefined if it must not be shown. */
  readonly text: () => ObjectText | undefined;
  /** Undefined if hardening is not about it. */
  readonly changes: () => ObjectChanges | undefined;
}
