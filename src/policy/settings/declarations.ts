import { DeclaredPath } from '../../knowledge/writable-paths/declared-path';

/** The parts of a workload's options that can only be verified in the final JSON, because containers may be added late. */
export interface Declarations {
  /** The containers that options name. */
  readonly namedContainers: readonly NamedContainer[];
  /** Options that apply to one container but do not name it. */
  readonly unnamedContainers: readonly string[];
  /** Writable paths of the workload, without the paths of presets and scopes. */
  readonly paths: readonly DeclaredPath[];
  /** Conflicts between presets that no option resolves. */
  readonly presetConflicts: readonly PresetConflict[];
  /** Containers whose user comes from an option, not from a preset. */
  readonly chosenUsers: readonly ChosenUser[];
  /** Ids that `RunAs.unique` gives to several workloads. */
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
  /** The option, such as `writable path "/cache"`. */
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
  /** The container that both presets apply to; undefined for all containers. */
  readonly container?: string;
  /** The names of the two presets. */
  readonly presets: readonly [string, string];
}

export interface IdCollision {
  readonly id: number;
  /** The seeds of the id, in this workload and in the other one. */
  readonly seeds: readonly [string, string];
}

export interface FsGroupConflict {
  /** The path whose volume must keep its owner. */
  readonly forbiddenBy: string;
  /** A path of the same pod that is only writable with the fsGroup. */
  readonly neededBy?: string;
}

/** The declarations of a part of a workload's options. */
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
