import { Evaluation } from './evaluation';
import { ObjectReporting } from './reported-objects';
import { AuditWaivers, WaivedFindings } from './waivers';
import { JsonObject } from '../../formats/manifest/json';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { OpenedManifest } from '../../policy/engine/open';
import { BaselineMatcher } from '../baseline/baseline';
import { Finding } from '../reports/finding';

/** The findings on an object. */
export interface EvaluatedObject extends WaivedFindings {
  readonly opened: OpenedManifest;
}

/** The options of an audit. */
export interface AuditOptions {
  /** How each file is evaluated. */
  readonly evaluationFor: (file: string) => Evaluation;
  readonly waivers: AuditWaivers;
  /** Whether input without documents is accepted. Default: false. */
  readonly allowsEmpty?: boolean;
  /** The files of the project for this program, such as its settings and its lock file: no note says that they were skipped. */
  readonly ownFiles?: Iterable<string>;
  /** The baseline; without it, all findings are new. */
  readonly baseline?: BaselineMatcher;
  readonly onFinding: (finding: Finding) => void;
  /** Only for reports that show objects, because it takes time. */
  readonly objects?: ObjectReporting;
  /** Whether to read objects of all inputs first, even if no control needs them. Default: false. */
  readonly readsAll?: boolean;
  /** Returns the cached result for an object, or evaluates it. By default, every object is evaluated. */
  readonly recall?: (object: JsonObject, evaluate: () => EvaluatedObject) => EvaluatedObject;
  /**
   * Called with the findings on an object or a Dockerfile, and their waivers. `object` is undefined for a Dockerfile. `everything` returns
   * the findings of all controls, independent of profile and severities.
   */
  readonly onEvaluated?: (
    file: string, object: JsonObject | undefined, findings: readonly EvaluatedFinding[], everything: () => readonly EvaluatedFinding[],
  ) => void;
}
