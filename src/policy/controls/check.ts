import { RemedyInCode } from './remedy-in-code';
import { Risk } from './risk';
import { Path } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { Context, EvaluationContext } from '../context/context';
import { FactName } from '../facts/facts';

/** An `error` fails a synthesis or an audit; a `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** The component that refuses an object, or that does not start its containers. */
export type Refuser = 'api-server' | 'kubelet';

/** A value that violates a control, and its place. */
export interface Violation {
  /** The container with the violation, for controls on containers. */
  readonly container?: string;
  /** The path from the root of the object, or from the root of the view of a Dockerfile. */
  readonly path: Path;
  /** The value found; undefined if the field is missing. */
  readonly value: unknown;
  /** The text that a waiver must list, if it differs from the value. Example: the path of a hostPath. */
  readonly allowKey?: string;
  /** The problem, if the field and its value do not explain it. */
  readonly detail?: string;
  /** Whether the detail is a sentence with a subject of its own, instead of the field and its value. */
  readonly isSentence?: true;
  /** How to fix the manifest, if the remedies of the control do not apply. */
  readonly remedy?: string;
  /** The remedy for code with cdk8s-plus and this library, if it differs. Only together with `remedy`. */
  readonly remedyInCode?: RemedyInCode;
  /** The component that refuses this value, if the control has other values that it accepts. A waiver cannot help. */
  readonly refusedBy?: Refuser;
  /** The ServiceAccount in the same input that causes the violation, and has the same problem. */
  readonly account?: string;
  /**
   * Whether the control accepts the value, although scanners report it. It becomes a finding only if a waiver covers it, so that scanners
   * get the waiver.
   */
  readonly isExpected?: true;
  /** The severity of this violation, if neither the control nor its risk decides: the binding of a policy does. */
  readonly severity?: Severity;
  /** The risk of this violation, if the control has several. */
  readonly risk?: Risk;
}

export type Violations = readonly Violation[];

/** The result of a check: nothing, one violation, or several. Checks run on every pod of an app, so an empty result must not allocate. */
export type Found = Violation | Violations | undefined;

/** Checks one pod, with the facts that its control declares. A pure function, which runs for every pod of an app. */
export type Find<F extends FactName = never> = (pod: PodView, context: Context<F>) => Found;

/** The same with all facts, and with a list as its result. */
export type Check = (pod: PodView, context: EvaluationContext) => Violations;

/** Fills in missing values of one pod, in place. Never changes values of the author. */
export type Fix<F extends FactName = never> = (pod: PodView, context: Context<F>) => void;
