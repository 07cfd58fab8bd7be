import { DeclaredPath } from '../../knowledge/writable-paths/declared-path';

/** What the options of a hardened workload say, as far as only its final JSON shows whether it is right: containers can be added late. */
export interface Declarations {
  /** The containers that options name. */
  readonly namedContainers: readonly NamedContainer[];
  /** The options that are for one container of the pod and do not name it. */
  readonly unnamedContainers: readonly string[];
  /** The writable paths of the workload itself, without those of presets and scopes. */
  readonly paths: readonly DeclaredPath[];
  /** What presets disagree in, and no option decides. */
  readonly presetConflicts: readonly PresetConflict[];
  /** Containers whose user an option gives, and not a preset. */
  readonly chosenUsers: readonly ChosenUser[];
  /** The ids that `RunAs.unique` gives to more than one workload. */
  readonly idCollisions: readonly IdCollision[];
  /** Whether `RunAs.unique` derives an id from the construct path. */
  readonly hasIdWithoutSeed: boolean;
  /** A path that forbids the fsGroup of the pod. */
  readonly fsGroupConflict?: FsGroupConflict;
  /** The names of the volume claim templates that options declare. */
  readonly claimTemplates: readonly string[];
  /** Whether a Job gets a `podFailurePolicy`. */
  readonly hasPodFailurePolicy: boolean;
}

export interface NamedContainer {
  readonly container: string;
  /** The option, as `writable path "/cache"`. */
  readonly option: string;
}

export interface ChosenUser {
  readonly container: string;
  readonly user?: number;
  readonly group?: number;
}

export interface PresetConflict {
  readonly subject: 'environment' | 'path' | 'runAs';
  /** The name of the variable, or the path. */
  readonly key: string;
  /** The container that both presets are for; undefined if they are for all. */
  readonly container?: string;
  /** The names of the two presets. */
  readonly presets: readonly [string, string];
}

export interface IdCollision {
  readonly id: number;
  /** What the id was derived from, in this workload and in the other one. */
  readonly seeds: readonly [string, string];
}

export interface FsGroupConflict {
  /** The path whose volume must keep its owner. */
  readonly forbiddenBy: string;
  /** A path of the same pod that only the fsGroup makes writable. */
  readonly neededBy?: string;
}

/** What a part of a workload's options declares. */
export type PartialDeclarations = Partial<Declarations>;

export const NO_DECLARATIONS: Declarations = {
  namedContainers: [],
  unnamedContainers: [],
  paths: [],
  presetConflicts: [],
  chosenUsers: [],
  idCollisions: [],
  hasIdWithoutSeed: false,
  claimTemplates: [],
  hasPodFailurePolicy: false,
};
