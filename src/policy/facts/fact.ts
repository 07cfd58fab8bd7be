import { JsonObject } from '../../formats/manifest/json';

/** Facts of one sort about other objects, such as the rights that role bindings give. */
export interface Fact<T, C extends Collector<T> = Collector<T>> {
  /** The kinds of the objects that have them. */
  readonly kinds: RegExp;
  /** A text that each document with such an object has. Documents without it are not parsed for this fact. */
  readonly text: RegExp;
  /**
   * Whether nearly every workload has them. They are collected while workloads are evaluated, if only other kinds of objects are evaluated
   * by them: reading all workloads twice would take a third of the time again.
   */
  readonly isInWorkloads?: true;
  readonly collector: () => C;
}

/** Collects the facts of one sort from objects, in any order. It keeps only the parts of objects that it needs. */
export interface Collector<T> {
  /** Takes an object of one of the kinds. Objects at one place are in one namespace. */
  readonly add: (object: JsonObject, place: string) => void;
  /** The facts for objects at a place. Objects that are added later count, too. */
  readonly at: (place: string) => T;
}
