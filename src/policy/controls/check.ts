import { RemedyInCode } from './remedy-in-code';
import { Risk } from './risk';
import { Path } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { Context, EvaluationContext } from '../context/context';
import { FactName } from '../facts/facts';

/** `error` fails a synth or an audit; `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** The component that refuses an object, or does not start its containers. */
export type Refuser = 'api-server' | 'kubelet';

/** A value that violates a control, and its place. */
export interface Violation {
  /** The container it belongs to, for controls on containers. */
  readonly container?: string;
  /** From the root of the object, or of the view of a Dockerfile. */
  readonly path: Path;
  /** The value found; undefined if the field is missing. */
  readonly value: unknown;
  /** The text that a waiver must name to accept it, if it is not the value itself, such as the path of a hostPath. */
  readonly allowKey?: string;
  /** The problem, if the field and its value do not show it. */
  readonly detail?: string;
  /** How to fix the manifest, if the control's own remedies do not fit. */
  readonly remedy?: string;
  /** The same in the terms of cdk8s-plus and of this library, if they differ. Only together with `remedy`. */
  readonly remedyInCode?: RemedyInCode;
  /** The component that refuses the object for this value, if it accepts other values that violate the control. A waiver cannot help. */
  readonly refusedBy?: Refuser;
  /** The ServiceAccount in the same input that causes it, and that has the same problem. */
  readonly account?: string;
  /**
   * Whether the control accepts it. It is only listed because scanners report it and a waiver names the control. It becomes a finding only
   * if a waiver covers it.
   */
  readonly isExpected?: true;
  /** Its risk, if the control has several. */
  readonly risk?: Risk;
}

export type Violations = readonly Violation[];

/** The result of a check: nothing, one violation, or several. Checks run on every pod of an app, so an empty result must not allocate. */
export type Found = Violation | Violations | undefined;

/** Checks one pod. Pure. */
export type Find<F extends FactName = never> = (pod: PodView, context: Context<F>) => Found;

/** Checks one pod. Pure, and called for every pod of an app: it must not allocate if it finds nothing. */
export type Check = (pod: PodView, context: EvaluationContext) => Violations;

/** Fills in missing values of one pod, in place. Never changes values of the author. */
export type Fix<F extends FactName = never> = (pod: PodView, context: Context<F>) => void;
