import { Risk } from './risk';
import { Path } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { Settings } from '../settings/settings';

/** `error` fails a synth or an audit; `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** Who refuses an object, or does not start its containers. */
export type Refuser = 'api-server' | 'kubelet';

/** A value that violates a control, and its place. */
export interface Violation {
  /** The container it belongs to, for controls on containers. */
  readonly container?: string;
  /** From the root of the object, or of the view of a Dockerfile. */
  readonly path: Path;
  /** The value found; undefined if the field is missing. */
  readonly value: unknown;
  /** What a waiver must name to accept it, if that is not the value itself, such as the path of a hostPath. */
  readonly allowKey?: string;
  /** What is wrong with it, if the field and its value do not show it. */
  readonly detail?: string;
  /** What to write in the manifest instead, if the control's own remedies do not fit. */
  readonly remedy?: string;
  /** The same in the terms of cdk8s-plus and of this library, if they differ. Only together with `remedy`. */
  readonly remedyInCode?: string;
  /** Who refuses the object for this value, if it accepts others that the control finds: a waiver cannot help. */
  readonly refusedBy?: Refuser;
  /** The ServiceAccount of the same input that it comes from, and that has the same wrong. */
  readonly account?: string;
  /**
   * Whether the control accepts it, and it is only here because a waiver names the control: scanners report it. It is no finding unless
   * a waiver covers it.
   */
  readonly isExpected?: true;
  /** Its risk, if the control has several. */
  readonly risk?: Risk;
}

export type Violations = readonly Violation[];

/** What a check finds: nothing, one violation, or several. Checks run on every pod of an app, so finding nothing must not allocate. */
export type Found = Violation | Violations | undefined;

/** Looks at one pod. Pure. */
export type Find = (pod: PodView, settings: Settings) => Found;

/** Checks one pod. Pure, and called for every pod of an app: it must not allocate if it finds nothing. */
export type Check = (pod: PodView, settings: Settings) => Violations;

/** Fills in what is missing in one pod, in place. Never touches what the author wrote. */
export type Fix = (pod: PodView, settings: Settings) => void;
