import { JsonObject } from '../../formats/manifest/json';

/** One kind of facts about other objects, such as the rights from role bindings. */
export interface Fact<T> {
  /** Whether objects of a kind contain these facts. */
  readonly isIn: (groupKind: string) => boolean;
  /** A text in each document with such an object. Other documents are not parsed for this fact. */
  readonly text: RegExp;
  /**
   * Whether nearly every workload contains these facts. They are then collected during the evaluation of workloads, if only other kinds of
   * objects need them: reading all workloads twice would take a third longer.
   */
  readonly isInWorkloads?: true;
  readonly collector: () => Collector<T>;
}

/** Collects facts of one kind from objects in any order. It keeps only the necessary parts of the objects. */
export interface Collector<T> {
  /** Adds an object. Objects at the same place are in the same namespace. */
  readonly add: (object: JsonObject, place: string) => void;
  /** The facts for the objects at a place. They include objects that are added later. */
  readonly at: (place: string) => T;
}
