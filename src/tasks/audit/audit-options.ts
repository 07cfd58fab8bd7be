import { Evaluation } from './evaluation';
import { ObjectReporting } from './reported-objects';
import { AuditWaivers, WaivedFindings } from './waivers';
import { JsonObject } from '../../formats/manifest/json';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { OpenedManifest } from '../../policy/engine/open';
import { BaselineMatcher } from '../baseline/baseline';
import { Finding } from '../reports/finding';

/** What was found on an object. */
export interface EvaluatedObject extends WaivedFindings {
  readonly opened: OpenedManifest;
}

/** The options of an audit. */
export interface AuditOptions {
  /** How each file is evaluated. */
  readonly evaluationFor: (file: string) => Evaluation;
  readonly waivers: AuditWaivers;
  /** Whether input without a document is accepted. Default: false. */
  readonly allowsEmpty?: boolean;
  /** The known findings; undefined if all findings are new. */
  readonly baseline?: BaselineMatcher;
  readonly onFinding: (finding: Finding) => void;
  /** Only for reports that show objects: it takes time. */
  readonly objects?: ObjectReporting;
  /** Whether objects of all inputs are read before, also if no control needs that. Default: false. */
  readonly readsAll?: boolean;
  /** Takes what is known of an object from an earlier audit, or evaluates it. By default, every object is evaluated. */
  readonly recall?: (object: JsonObject, evaluate: () => EvaluatedObject) => EvaluatedObject;
  /**
   * Called with the findings on an object or a Dockerfile, with the waivers that cover them. A Dockerfile has no object. `everything` finds
   * what all controls do, whatever the profile and the severities are.
   */
  readonly onEvaluated?: (
    file: string, object: JsonObject | undefined, findings: readonly EvaluatedFinding[], everything: () => readonly EvaluatedFinding[],
  ) => void;
}
