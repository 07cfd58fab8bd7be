import { Finding } from './finding';
import { toJsonPointer } from '../manifest/paths';
import { CATALOGUE } from '../controls/catalogue';
import { ControlChange } from '../engine/changes';

/** A value of a manifest that hardening filled in, replaced or removed. */
export interface ManifestChange {
  /** JSON Pointer from the root of the document. */
  readonly pointer: string;
  /** Undefined if the field was absent. */
  readonly before?: unknown;
  /** Undefined if the field was removed. */
  readonly after?: unknown;
  /** Id of the control that made it. */
  readonly control: string;
  readonly why: string;
}

/** An image whose user nobody knows, in a container that must not run as root. */
export interface NeededUser {
  readonly container: string;
  readonly image: string;
}

/** A workload of a file after hardening: what is left to do. */
export interface HardenedWorkload {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** What is still wrong with it, waived findings too. */
  readonly findings: readonly Finding[];
  readonly needs: readonly NeededUser[];
  /** Whether it was left as it is because of what it needs. */
  readonly isSkipped: boolean;
  /** The controls whose findings `overrideUnsafe` would resolve. */
  readonly overridable: readonly string[];
}

/** Values that were replaced or removed, not filled in. */
export function replacedValues(changes: readonly ControlChange[]): readonly ControlChange[] {
  return changes.filter(({ before }) => before !== undefined && before !== null);
}

export function toManifestChange({ path, before, after, control }: ControlChange): ManifestChange {
  return { pointer: toJsonPointer(path), before, after, control, why: WHY.get(control) ?? '' };
}

const WHY = new Map(CATALOGUE.map(({ id, why }) => [id, why]));
