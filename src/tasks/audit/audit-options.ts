import { Evaluation } from './evaluation';
import { ObjectReporting } from './reported-objects';
import { AuditWaivers } from './waivers';
import { JsonObject } from '../../formats/manifest/json';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { BaselineMatcher } from '../baseline/baseline';
import { Finding } from '../reports/finding';

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
  /** Called with the findings on an object or a Dockerfile, with the waivers that cover them. A Dockerfile has no object. */
  readonly onEvaluated?: (file: string, object: JsonObject | undefined, findings: readonly EvaluatedFinding[]) => void;
}
