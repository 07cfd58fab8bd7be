import { JsonObject } from '../../formats/manifest/json';
import { ContainerList } from '../../formats/manifest/pod';
import { Severity, Violation } from '../controls/check';
import { Control, isObjectControl, Level } from '../controls/control';
import { Risk } from '../controls/risk';
import { Waiver } from '../settings/waiver';

/** The finding of a stricter or looser control in another profile on the same value. */
export type Counterpart = Pick<EvaluatedFinding, 'control' | 'container' | 'list' | 'allowKey'>;

/** A violation in an object or a Dockerfile, with its control. Reports turn these into `Finding`s. */
export interface EvaluatedFinding extends Violation {
  readonly control: Control;
  readonly risk: Risk;
  readonly severity: Severity;
  /** The remedy for manifests; `remedyInCode` is the remedy for code. */
  readonly remedy: string;
  /** The object, or an item of a list. Undefined for a Dockerfile. */
  readonly object?: JsonObject;
  /** The list of the pod that contains the container; undefined for a finding on the pod. */
  readonly list?: ContainerList;
  /** The pod template, such as `spec.templates[build]`; undefined if the object has only one. */
  readonly template?: string;
  /**
   * The lowest level whose profile reports this value, by this control or by a control that it replaces. Undefined for a finding that is
   * not on a pod.
   */
  readonly level?: Level;
  /** The findings of other profiles on the same value, if another control checks it there. */
  readonly counterparts?: readonly Counterpart[];
  /** Whether the object is an item of a list. */
  readonly isInList?: boolean;
  /** Other findings with the same cause. */
  readonly also?: readonly EvaluatedFinding[];
  /** The waiver that covers it. */
  readonly waiver?: Waiver;
  /** Whether a baseline lists it. */
  readonly isListed?: boolean;
}

/** Identifies a finding on an object within one run. */
export function findingKey({ control, container, path, allowKey, detail }: EvaluatedFinding): string {
  return JSON.stringify([control.id, container, path, allowKey, detail]);
}

/** Whether a finding reports that pods, or settings of pods, were not evaluated. */
export function isUnevaluated({ control }: EvaluatedFinding): boolean {
  return isObjectControl(control) && control.isUnevaluated === true;
}
