import { Severity, Violation } from '../controls/check';
import { Control, isObjectControl } from '../controls/control';
import { JsonObject } from '../manifest/json';
import { ContainerList } from '../manifest/pod';
import { Waiver } from '../settings/waiver';

/** What is wrong in an object or a Dockerfile, where, and under which control. Reports make `Finding`s of these. */
export interface EvaluatedFinding extends Violation {
  readonly control: Control;
  readonly severity: Severity;
  /** In the terms of the manifest; `remedyInCode` is in those of cdk8s-plus and this library. */
  readonly remedy: string;
  /** The object, which can be an item of a list. Undefined for a Dockerfile. */
  readonly object?: JsonObject;
  /** The list of the pod that its container is in; undefined if it is on no container. */
  readonly list?: ContainerList;
  /** The pod template that it is in, as `spec.templates[build]`; undefined if the object has only one. */
  readonly template?: string;
  /** The waiver that covers it. */
  readonly waiver?: Waiver;
}

/** Whether a finding says that pods, or settings of pods, were not evaluated. */
export function isUnevaluated({ control }: EvaluatedFinding): boolean {
  return isObjectControl(control) && control.isUnevaluated === true;
}
